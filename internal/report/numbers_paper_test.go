package report

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"tinyol-sim/internal/result"
)

func TestPaperNumbers(t *testing.T) {
	dir := t.TempDir()
	put := func(name string, numbers ...result.FigureNumber) string {
		path := filepath.Join(dir, name)
		must(t, result.WriteFigure(path+".json", &result.Figure{Name: name, Command: []string{"tinyol-sim", "figures"}, Seeds: 10, Numbers: numbers}))
		return path + ".csv"
	}
	put(result.FigErrors, result.FigureNumber{Name: "auc.spectrum", Unit: result.UnitScore, Mean: 0.99, Low: pointer(0.98), High: pointer(1.01)},
		result.FigureNumber{Name: "board.flash", Unit: result.UnitBytes, Mean: 1048576})
	must(t, result.WriteRows(put(result.TableTime), []result.TimeRow{
		{Source: "paper", Mark: "published", Mode: "online", Windows: 3000, Average: 1921, Median: math.NaN(), Minimum: 1890, Maximum: 3357, Cycles: 122944}}))
	must(t, result.WriteRows(put(result.FigRegions), []result.RegionRow{{FrontEnd: "raw", Mode: "supervised", Kind: "ram", Region: "class table", Bytes: 36}}))
	must(t, result.WriteRows(put(result.FigTraining), []result.TrainingRow{{FrontEnd: "raw", Mode: "supervised", Way: "online", Part: "program", Bytes: 7}}))
	phase := []result.PhaseRow{{Board: "pico", Mark: "modelled", FrontEnd: "raw", Mode: "supervised", Phase: "base", Cycles: 581344, Time: 4650.75, Energy: 12.5}}
	must(t, result.WriteRows(put(result.FigCycles), phase))
	must(t, result.WriteRows(put(result.FigEnergy), phase))
	must(t, result.WriteRows(put(result.FigMapDrifted), []result.MapRow{
		{Recording: "drifted", Policy: "below", Rate: 0.02, Steps: 500, Mean: 0.105, Low: 0.1, High: 0.11, Detected: 1},
		{Recording: "drifted", Policy: "below", Rate: 0.2, Steps: 500, Mean: 0.5, Low: 0.4, High: 0.6, Detected: 0.9}}))
	must(t, PaperNumbers(dir))
	data, err := os.ReadFile(filepath.Join(dir, NumbersFile))
	must(t, err)
	values := checkMacros(t, string(data))
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
	must(t, os.Remove(filepath.Join(dir, result.FigRegions+".csv")))
	if PaperNumbers(dir) == nil {
		t.Error("a figure without its data goes unnoticed")
	}
}
