package bench

import (
	"errors"
	"fmt"
	"strings"

	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/usage"
)

// OpenBoard reads the one board that a Spec names, as an input of the experiment,
// and settles the engine where nobody said. The configuration that flags came from
// counts among the inputs too.
func OpenBoard(in *replay.Inputs, spec *Spec, mon Monitor) (*mcu.Board, *mcu.Costs, error) {
	if err := spec.OneBoard(); err != nil {
		return nil, nil, err
	}
	boards, err := chooseBoards(in, spec, mon)
	if err != nil {
		return nil, nil, err
	}
	return boards[0].board, boards[0].costs, nil
}

// chooseBoards reads all boards that a Spec names, and settles the engine on the
// first.
func chooseBoards(in *replay.Inputs, spec *Spec, mon Monitor) ([]pricedBoard, error) {
	if spec.Config != "" {
		in.Count("config", spec.Config, spec.ConfigData)
	}
	boards, err := openBoards(in, &spec.Spec)
	if err != nil {
		return nil, err
	}
	return boards, chooseEngine(spec, boards[0].board, boards[0].costs, mon)
}

// openBoard reads a built-in profile, or a file's.
func openBoard(in *replay.Inputs, name string) (pricedBoard, error) {
	var b *mcu.Board
	var err error
	if strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml") {
		b, err = readBoard(in, name)
	} else {
		b, err = mcu.LoadBoard(name)
	}
	var unknown *mcu.UnknownBoardError
	if errors.As(err, &unknown) {
		return pricedBoard{}, usage.New("board", "tinyol-sim boards lists them", "%v", err)
	}
	if err != nil {
		return pricedBoard{}, err
	}
	costs, err := b.Costs()
	return pricedBoard{b, costs}, err
}

// readBoard reads a profile of the user's own.
func readBoard(in *replay.Inputs, name string) (*mcu.Board, error) {
	file, err := in.OpenSmall("board", name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return mcu.ReadBoard(file, name)
}

// chooseEngine settles what runs where nobody said, and refuses what cannot.
func chooseEngine(spec *Spec, b *mcu.Board, costs *mcu.Costs, mon Monitor) error {
	auto := spec.Engine == "" || spec.Engine == engine.NameAuto
	switch {
	case auto && b.Emulated:
		spec.Engine = engine.NameAuto
	case auto:
		spec.Engine = engine.NameHost
		mon.Note(fmt.Sprintf("board %s has a %s, which is not emulated: --engine host, cycles are %s", b.Name, b.Core, costs.Provenance))
	case spec.Engine == engine.NameEmulated && !b.Emulated:
		return usage.New("board", "choose one whose core is (tinyol-sim boards), or use --engine host", "%s has a %s, which is not emulated", b.Name, b.Core)
	}
	return nil
}
