package paper

import (
	"context"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// memoryWindows is the size of the data set that batch training is charged
// with: as many windows as the paper's field experiment learns from.
const memoryWindows = bench.FieldUpdates

// Ways of training, in the order of the figure.
const (
	wayOnline      = "online layer"
	wayBatch       = "same layer, in batches"
	wayNetwork     = "whole network, online"
	wayNetworkAdam = "whole network, in batches"
)

// Parts of the RAM that a way of training needs.
const (
	partProgram   = "program"
	partWeights   = "weights that learn"
	partGradients = "gradients and moments"
	partData      = "data set"
)

var modes = []tinyol.Mode{tinyol.Unsupervised, tinyol.Supervised}

// memoryRegions is every byte of the program on the spec's board.
func (p *maker) memoryRegions(_ context.Context, f *result.Figure) error {
	var rows []result.RegionRow
	mark := bench.MemoryProvenance(p.board)
	for _, s := range p.setups {
		for _, mode := range modes {
			l := device.NewLedger(p.board, p.program(s, mode, s.models[0]))
			for _, r := range l.Regions() {
				rows = append(rows, result.RegionRow{FrontEnd: s.name(), Mode: mode.String(), Kind: string(r.Kind), Region: r.Name, Bytes: r.Bytes})
			}
			constant(f, result.UnitBytes, mark, "flash."+mode.String()+"."+s.name(), float64(l.Flash()))
			constant(f, result.UnitBytes, mark, "ram."+mode.String()+"."+s.name(), float64(l.RAM()))
		}
	}
	p.boardNumbers(f)
	return save(p, f, rows)
}

func (p *maker) boardNumbers(f *result.Figure) {
	f.Facts["board"] = p.board.Name
	f.Facts["memory"] = string(bench.MemoryProvenance(p.board))
	if p.board.Emulated {
		f.Facts["memory"] = "counted in firmware " + p.board.Firmware + ": the sections of its build, and the stack of its deepest step"
		f.Facts["firmware"] = device.FirmwareOf(p.board)
	}
	constant(f, result.UnitBytes, "", "flash_limit", float64(p.board.FlashBytes))
	constant(f, result.UnitBytes, "", "ram_limit", float64(p.board.RAMBytes))
}

// trainingMemory sets the online layer's RAM against what other ways of
// training would need on the same board.
func (p *maker) trainingMemory(_ context.Context, f *result.Figure) error {
	var rows []result.TrainingRow
	for _, s := range p.setups {
		for _, mode := range modes {
			program := p.program(s, mode, s.models[0])
			for _, way := range waysOf(program, device.NewLedger(p.board, program)) {
				for _, part := range way.parts {
					rows = append(rows, result.TrainingRow{FrontEnd: s.name(), Mode: mode.String(), Way: way.name, Part: part.name, Bytes: part.bytes})
				}
			}
		}
	}
	p.boardNumbers(f)
	constant(f, result.UnitCount, "", "data_set", memoryWindows)
	return save(p, f, rows)
}

type trainingWay struct {
	name  string
	parts []trainingPart
}

type trainingPart struct {
	name  string
	bytes int
}

// waysOf are the ways of training the program, with the least RAM that each can
// do with.
func waysOf(program *tinyol.Program, l *mcu.Ledger) []trainingWay {
	layer := layerBytes(program)
	rest := l.RAM() - layer
	network := 4 * program.Network.Parameters()
	way := func(name string, weights, gradients, data int) trainingWay {
		w := trainingWay{name: name}
		for _, part := range []trainingPart{{partProgram, rest}, {partWeights, weights}, {partGradients, gradients}, {partData, data}} {
			if part.bytes > 0 {
				w.parts = append(w.parts, part)
			}
		}
		return w
	}
	ways := []trainingWay{
		way(wayOnline, layer, 0, 0),
		way(wayBatch, layer, layer, memoryWindows*windowBytes(program)),
	}
	if program.Mode == tinyol.Unsupervised {
		ways = append(ways,
			way(wayNetwork, network, 4*2*widest(program), 0),
			// Adam keeps two moments beside the sum of a batch's gradients.
			way(wayNetworkAdam, network, 3*network+4*2*widest(program), memoryWindows*inputBytes(program)))
	}
	return ways
}

// layerBytes is the RAM of the layer that learns.
func layerBytes(program *tinyol.Program) int {
	for _, r := range program.Regions() {
		if r.Name == "online layer" {
			return r.Bytes
		}
	}
	return 0
}

// batchBytes is what training the layer in batches keeps beside it: the data
// set and the sum of a batch's gradients.
func batchBytes(program *tinyol.Program, windows int) int {
	return layerBytes(program) + windows*windowBytes(program)
}

// windowBytes is the least that a window of the data set takes: what the layer
// sees and its target, or the rows that are new since the window before, which
// have to go through front end and network again in every epoch.
func windowBytes(program *tinyol.Program) int {
	embedding := program.Network.Layers[program.Network.Embedding].Out
	if program.Mode == tinyol.Supervised {
		return min(4*(embedding+1)+4, inputBytes(program)+4) // a label is a word
	}
	last := program.Network.Layers[len(program.Network.Layers)-1]
	return min(4*(last.In+last.Out), inputBytes(program))
}

// inputBytes is the same for the whole network: its input, or the rows.
func inputBytes(program *tinyol.Program) int {
	f := program.FrontEnd
	return 4 * min(f.Features(), program.Stride*f.RingWidth())
}

// widest is the widest layer: back-propagation carries the deltas of one layer
// to the one before, two vectors by turns.
func widest(program *tinyol.Program) int {
	n := 0
	for _, l := range program.Network.Layers {
		n = max(n, l.Out)
	}
	return n
}
