package result

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the measures into docs/summary.schema.json")

// The schema's descriptions, types and limits of measures are those of the
// vocabulary; -update writes them.
func TestSchemaDescribesEveryMeasure(t *testing.T) {
	text, err := os.ReadFile(schemaPath)
	if err != nil {
		t.Fatal(err)
	}
	run := reflect.ValueOf(new(fullRun())).Elem()
	changed := bytes.Clone(text)
	last := ""
	for _, term := range Vocabulary() {
		if term.Path == notInRun || term.About == byHand {
			continue
		}
		e := schemaEntry{term: term, after: last}
		term.each(run, func(_ string, part reflect.Value) { e.whole = at(part, term.rest).CanInt() })
		e.find(t, changed)
		if !e.same() {
			changed = e.write(changed)
			if !*update {
				t.Errorf("%s: the schema says %v; go test ./internal/result -run Schema -update", term.Key, e.have)
			}
		}
		last = e.property
	}
	if *update && !bytes.Equal(changed, text) {
		if err := os.WriteFile(schemaPath, changed, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// schemaEntry is the place of a term in the text of the schema.
type schemaEntry struct {
	term       *Term
	whole      bool   // it is an integer
	definition string // of the record
	property   string // in it
	after      string // property to stand behind, if it is new
	have       map[string]any
	at         [2]int // of its braces; both 0 where it is missing
}

func (e *schemaEntry) find(t *testing.T, text []byte) {
	t.Helper()
	var root schemaNode
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	e.definition = "run"
	path := strings.Split(strings.ReplaceAll(strings.TrimSuffix(e.term.Path, ".mean"), ".*", ""), ".")
	for _, name := range path[:len(path)-1] {
		node := root.Definitions[e.definition].Properties[name]
		if node.Items != nil {
			node = *node.Items
		}
		e.definition = strings.TrimPrefix(node.Reference, "#/$defs/")
	}
	e.property = path[len(path)-1]
	if at, found := e.braces(text, e.property); found {
		e.at = at
		if err := json.Unmarshal(text[at[0]:at[1]], &e.have); err != nil {
			t.Fatal(err)
		}
	}
}

// braces finds a property of the definition.
func (e *schemaEntry) braces(text []byte, property string) (at [2]int, found bool) {
	from := bytes.Index(text, []byte("\n    \""+e.definition+"\": {"))
	begin := regexp.MustCompile(`"` + property + `": \{`)
	loc := begin.FindIndex(text[from:])
	if next := bytes.Index(text[from+1:], []byte("\n    },")); loc == nil || next >= 0 && loc[0] > next {
		return at, false
	}
	at[0] = from + loc[1] - 1
	var raw json.RawMessage
	decoder := json.NewDecoder(bytes.NewReader(text[at[0]:]))
	if decoder.Decode(&raw) != nil {
		return at, false
	}
	at[1] = at[0] + len(raw)
	return at, true
}

// want is what the vocabulary says of the property; of one that refers to another
// definition the description alone.
func (e *schemaEntry) want() map[string]any {
	t := e.term
	about := t.About
	if t.Better != "" {
		about += " (" + string(t.Better) + " is better)"
	}
	want := map[string]any{"description": about}
	if kind := e.have["type"]; e.at[1] > 0 && kind != "number" && kind != "integer" {
		return want
	}
	want["type"] = "number"
	if e.whole {
		want["type"] = "integer"
	}
	if t.Unit != UnitLoss && !t.Signed {
		want["minimum"] = 0.0
	}
	if t.Unit == UnitScore || t.Unit == UnitFraction && !t.Open {
		want["maximum"] = 1.0
	}
	return want
}

func (e *schemaEntry) same() bool {
	want := e.want()
	if want["type"] != nil {
		return reflect.DeepEqual(e.have, want)
	}
	return e.have["description"] == want["description"]
}

func (e *schemaEntry) write(text []byte) []byte {
	var b strings.Builder
	member := func(key, value string) {
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q: %s", key, value)
	}
	want := e.want()
	for _, key := range []string{"$ref", "type", "minimum", "maximum", "description"} {
		value := want[key]
		if key == "$ref" {
			value = e.have[key]
		}
		if value != nil {
			data, _ := json.Marshal(value) // a text or a number
			member(key, string(data))
		}
	}
	entry := "{" + b.String() + "}"
	switch described := regexp.MustCompile(`"description": "[^"]*"`); {
	case e.at[1] == 0:
		at, _ := e.braces(text, e.after)
		return bytes.Join([][]byte{text[:at[1]], []byte(",\n        \"" + e.property + "\": " + entry), text[at[1]:]}, nil)
	case want["type"] == nil && e.have["$ref"] == nil:
		about, _ := json.Marshal(want["description"])
		entry = described.ReplaceAllLiteralString(string(text[e.at[0]:e.at[1]]), `"description": `+string(about))
	}
	return bytes.Join([][]byte{text[:e.at[0]], []byte(entry), text[e.at[1]:]}, nil)
}
