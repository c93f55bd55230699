package paper

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"tinyol-sim/internal/report/macros"
	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
)

func TestPaperNumbers(t *testing.T) {
	dir := t.TempDir()
	put := func(name string, numbers ...result.FigureNumber) string {
		path := filepath.Join(dir, name)
		reporttest.Must(t, result.WriteFigure(path+".json", &result.Figure{Name: name, Command: []string{"tinyol-sim", "figures"}, Seeds: 10, Numbers: numbers}))
		return path + ".csv"
	}
	put(result.FigErrors, result.FigureNumber{Name: "auc.spectrum", Unit: result.UnitScore, Mean: 0.99, Low: reporttest.Pointer(0.98), High: reporttest.Pointer(1.01)},
		result.FigureNumber{Name: "board.flash", Unit: result.UnitBytes, Mean: 1048576})
	reporttest.Must(t, result.WriteRows(put(result.TableTime), []result.TimeRow{
		{Source: "paper", Mark: "published", Mode: "online", Windows: 3000, Average: 1921, Median: math.NaN(), Minimum: 1890, Maximum: 3357, Cycles: 122944}}))
	reporttest.Must(t, result.WriteRows(put(result.FigRegions), []result.RegionRow{{FrontEnd: "raw", Mode: "supervised", Kind: "ram", Region: "class table", Bytes: 36}}))
	reporttest.Must(t, result.WriteRows(put(result.FigTraining), []result.TrainingRow{{FrontEnd: "raw", Mode: "supervised", Way: "online", Part: "program", Bytes: 7}}))
	phase := []result.PhaseRow{{Board: "pico", Mark: "modelled", FrontEnd: "raw", Mode: "supervised", Phase: "base", Cycles: 581344, Time: 4650.75, Energy: 12.5}}
	reporttest.Must(t, result.WriteRows(put(result.FigCycles), phase))
	reporttest.Must(t, result.WriteRows(put(result.FigEnergy), phase))
	reporttest.Must(t, result.WriteRows(put(result.FigMapDrifted), []result.MapRow{
		{Recording: "drifted", Policy: "below", Rate: 0.02, Steps: 500, Mean: 0.105, Low: 0.1, High: 0.11, Detected: 1},
		{Recording: "drifted", Policy: "below", Rate: 0.2, Steps: 500, Mean: 0.5, Low: 0.4, High: 0.6, Detected: 0.9}}))
	reporttest.Must(t, writeNumbers(dir))
	data, err := os.ReadFile(filepath.Join(dir, macros.NumbersFile))
	reporttest.Must(t, err)
	values := reporttest.CheckMacros(t, string(data))
	for name, want := range map[string]string{
		"FigSixErrorsSeeds": "10", "FigSixErrorsAucSpectrum": "0.990", "FigSixErrorsAucSpectrumLow": "0.980", "FigSixErrorsAucSpectrumHigh": "1.000",
		"FigSixErrorsBoardFlash": "1048576", "TableOneTimePaperOnlineAverage": "1921", "TableOneTimePaperOnlineMedian": "",
		"TableOneTimePaperOnlineAverageCycles": "122944", "MemoryRegionsRawSupervisedRamClassTable": "36", "MemoryTrainingRawSupervisedOnlineProgram": "7",
		"CyclesPicoRawSupervisedBaseCycles": "581344", "CyclesPicoRawSupervisedBaseTime": "4651", "EnergyPicoRawSupervisedBase": "12.5",
		"MapDriftedBelowRateZeroPointZeroTwoStepsFiveZeroZeroFalseAlarms": "10.5", "MapDriftedBelowRateZeroPointTwoStepsFiveZeroZeroFalseAlarms": "50.0",
		"MapDriftedBelowRateZeroPointZeroTwoStepsFiveZeroZeroDetected": "100.0",
	} {
		if values[name] != want {
			t.Errorf("\\%s is %q, want %q", name, values[name], want)
		}
	}
	reporttest.Must(t, os.Remove(filepath.Join(dir, result.FigRegions+".csv")))
	if writeNumbers(dir) == nil {
		t.Error("a figure without its data goes unnoticed")
	}
}
