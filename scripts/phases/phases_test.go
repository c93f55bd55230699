package main

import (
	"bytes"
	"os"
	"testing"
)

// docs/CYCLES.md says what the emulated boards take.
func TestCyclesInDocs(t *testing.T) {
	want, err := os.ReadFile("../../docs/CYCLES.md")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := document(t.Context(), &got); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Error("docs/CYCLES.md is not what the emulation takes; make phases writes it again")
	}
}
