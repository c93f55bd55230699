package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/mcu"
)

func newBoards(s *streams) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "boards [NAME|FILE.yaml]",
		Short: "List the boards, or show one with the source of each figure",
		Long: `boards lists the built-in board profiles. With a name, or a YAML file of your
own, it shows one profile with the source of each figure.

A file of your own may inherit from a built-in profile:

  inherits: nano33ble
  title: My board with half the memory
  ram_bytes: {value: 131072, source: "my module, data sheet section 2"}`,
		Example: `  tinyol-sim boards
  tinyol-sim boards nano33ble
  tinyol-sim boards --json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return misuse("boards takes one name, got %d; see tinyol-sim boards --help", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return listBoards(s.out, asJSON)
			}
			b, err := loadBoard(args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(s.out, b)
			}
			return showBoard(s.out, b)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func loadBoard(name string) (*mcu.Board, error) {
	if strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml") {
		return mcu.LoadBoardFile(name)
	}
	b, err := mcu.LoadBoard(name)
	var unknown *mcu.UnknownBoardError
	if errors.As(err, &unknown) {
		return nil, &usageError{err.Error()}
	}
	return b, err
}

func listBoards(w io.Writer, asJSON bool) error {
	boards := mcu.Boards()
	if asJSON {
		return printJSON(w, boards)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "NAME\tBOARD\tCORE\tCLOCK\tFLASH\tRAM\tACTIVE CURRENT")
	for _, b := range boards {
		fmt.Fprintf(t, "%s\t%s\t%s\t%g MHz\t%s\t%s\t%s\n", b.Name, b.Title, b.Core, float64(b.ClockHz)/1e6,
			kibibytes(b.FlashBytes), kibibytes(b.RAMBytes), current(b))
	}
	return t.Flush()
}

func current(b *mcu.Board) string {
	if b.ActiveCurrentA == nil {
		return "no source"
	}
	return fmt.Sprintf("%.3g mA", 1e3**b.ActiveCurrentA)
}

func kibibytes(n int) string { return fmt.Sprintf("%d KiB", n/1024) }

func showBoard(w io.Writer, b *mcu.Board) error {
	costs, err := b.Costs()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s: %s\n", b.Name, b.Title)
	if len(b.Chain) > 0 {
		fmt.Fprintf(w, "inherits from %s\n", strings.Join(b.Chain, ", "))
	}
	fmt.Fprintf(w, "core %s, cycles %s: %s\n\n", b.Core, costs.Provenance, costs.Source)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range boardRows(b) {
		if b.Sources[row.key] != "" || !strings.HasPrefix(row.value, "0") {
			fmt.Fprintf(t, "%s\t%s\t%s\n", row.key, row.value, b.Sources[row.key])
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, note := range b.Notes {
		fmt.Fprintln(w, "\nnote: "+note)
	}
	return nil
}

func address(a *uint32) string {
	if a == nil {
		return "0" // hidden: it has no source
	}
	return fmt.Sprintf("0x%08x", *a)
}

type boardRow struct{ key, value string }

func boardRows(b *mcu.Board) []boardRow {
	bytes := func(n int) string { return fmt.Sprintf("%d bytes", n) }
	rows := []boardRow{
		{"clock_hz", fmt.Sprintf("%g MHz", float64(b.ClockHz)/1e6)},
		{"flash_bytes", bytes(b.FlashBytes)}, {"ram_bytes", bytes(b.RAMBytes)},
		{"flash_base", address(&b.FlashBase)}, {"flash_alias", address(b.FlashAlias)},
		{"ram_base", address(&b.RAMBase)}, {"ram_alias", address(b.RAMAlias)}, {"boot_bytes", bytes(b.BootBytes)},
		{"reserved_flash_bytes", bytes(b.ReservedFlash)}, {"reserved_ram_bytes", bytes(b.ReservedRAM)},
		{"code_bytes", bytes(b.CodeBytes)}, {"vector_bytes", bytes(b.VectorBytes)},
		{"state_bytes", bytes(b.StateBytes)}, {"stack_bytes", bytes(b.StackBytes)},
		{"active_current_a", current(b)},
	}
	if b.SupplyV > 0 {
		rows = append(rows, boardRow{"supply_v", fmt.Sprintf("%g V", b.SupplyV)})
	}
	if b.FlashReadWait > 0 {
		rows = append(rows, boardRow{"flash_read_wait_cycles", fmt.Sprintf("%g cycles", b.FlashReadWait)})
	}
	if b.FetchWait > 0 {
		rows = append(rows,
			boardRow{"flash_fetch_wait_cycles", fmt.Sprintf("%d cycles", b.FetchWait)},
			boardRow{"flash_fetch_flight_cycles", fmt.Sprintf("%d cycles", b.FetchFlight)},
			boardRow{"flash_line_bytes", bytes(b.FetchLine)})
	}
	return rows
}

func printJSON(w io.Writer, v any) error {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", data)
	return err
}
