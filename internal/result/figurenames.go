package result

// Names of the figures, which are those of their files: first the paper's, then
// what it does not have.
const (
	FigVibration      = "fig4-vibration"
	FigReconstruction = "fig5-reconstruction"
	FigErrors         = "fig6-errors"
	FigDrift          = "fig7-drift"
	FigOnline         = "fig8a-online"
	FigOffline        = "fig8b-offline"
	TableTime         = "table1-time"
	FigRegions        = "memory-regions"
	FigTraining       = "memory-training"
	FigCycles         = "cycles"
	FigEnergy         = "energy"
	FigMapDrifted     = "map-drifted"
	FigMapUndrifted   = "map-undrifted"
)

// FigureNames lists them in order.
func FigureNames() []string {
	return []string{
		FigVibration, FigReconstruction, FigErrors, FigDrift, FigOnline, FigOffline, TableTime,
		FigRegions, FigTraining, FigCycles, FigEnergy, FigMapDrifted, FigMapUndrifted,
	}
}
