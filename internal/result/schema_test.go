package result

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const (
	schemaPath           = "../../docs/summary.schema.json"
	comparisonSchemaPath = "../../docs/comparison.schema.json"
)

func compileSchema(t *testing.T, path string) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// minimalSummary is what a run without labels, training record or board
// figures leaves.
func minimalSummary() *Summary {
	return &Summary{
		Version: Version,
		Stream:  Stream{Name: "-", Columns: []string{"c1"}},
		Program: Program{Window: 1, Stride: 1},
		Runs:    []Run{{Mode: "unsupervised", Engine: "host", Board: "x"}},
	}
}

func validate(t *testing.T, schema *jsonschema.Schema, text []byte) error {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(document)
}

func TestSchemaAcceptsWhatIsWritten(t *testing.T) {
	schema := compileSchema(t, schemaPath)
	sparse := minimalSummary()
	sparse.Runs[0].Anomaly = &Anomaly{Basis: BasisPrequential}
	sparse.Runs[0].Memory = &Memory{Provenance: Modelled}
	sparse.Runs[0].Classification = &Classification{}
	for name, s := range map[string]*Summary{
		"full": fullSummary(), "minimal": minimalSummary(), "sparse": sparse,
		"no runs": {Version: Version, Program: Program{Window: 1, Stride: 1}},
	} {
		var b bytes.Buffer
		if err := EncodeSummary(&b, s); err != nil {
			t.Fatal(err)
		}
		if err := validate(t, schema, b.Bytes()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	schema := compileSchema(t, schemaPath)
	var b bytes.Buffer
	if err := EncodeSummary(&b, fullSummary()); err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string][2]string{
		"unknown field":      {`"met": true`, `"met": true, "more": 1`},
		"missing field":      {`"met": true`, `"met2": true`},
		"other version":      {`"version": 1`, `"version": 2`},
		"unknown provenance": {`"provenance": "modelled"`, `"provenance": "guessed"`},
		"unknown phase":      {`"ingest": {`, `"digest": {`},
		"rate above one":     {`"auc": 0.99`, `"auc": 1.5`},
		"text for a number":  {`"rows": 1000`, `"rows": "1000"`},
		"negative count":     {`"updates": 80`, `"updates": -1`},
	} {
		changed := strings.Replace(b.String(), edit[0], edit[1], 1)
		if changed == b.String() {
			t.Fatalf("%s: nothing to replace", name)
		}
		if validate(t, schema, []byte(changed)) == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

// The schemas and the Go types must name the same fields, and the same of them
// as optional.
func TestSchemasNameEveryField(t *testing.T) {
	for path, goType := range map[string]reflect.Type{
		schemaPath: reflect.TypeFor[Summary](), comparisonSchemaPath: reflect.TypeFor[Comparison](),
	} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var root schemaNode
		if err := json.Unmarshal(text, &root); err != nil {
			t.Fatal(err)
		}
		c := schemaComparison{t: t, definitions: root.Definitions}
		c.compare(goType, root, path)
	}
}

// schemaNode is the part of JSON Schema that the comparison follows.
type schemaNode struct {
	Reference   string                `json:"$ref"`
	Description string                `json:"description"`
	Type        string                `json:"type"`
	Required    []string              `json:"required"`
	Properties  map[string]schemaNode `json:"properties"`
	Additional  json.RawMessage       `json:"additionalProperties"`
	Items       *schemaNode           `json:"items"`
	Definitions map[string]schemaNode `json:"$defs"`
}

type schemaComparison struct {
	t           *testing.T
	definitions map[string]schemaNode
}

func (c *schemaComparison) compare(goType reflect.Type, node schemaNode, path string) {
	if node.Reference != "" {
		node = c.definitions[strings.TrimPrefix(node.Reference, "#/$defs/")]
	}
	switch goType.Kind() {
	case reflect.Pointer:
		c.compare(goType.Elem(), node, path)
	case reflect.Slice:
		if node.Items == nil {
			c.t.Errorf("%s: the schema has no list", path)
			return
		}
		c.compare(goType.Elem(), *node.Items, path+"[]")
	case reflect.Map:
		var element schemaNode
		if err := json.Unmarshal(node.Additional, &element); err != nil {
			c.t.Errorf("%s: the schema has no map: %v", path, err)
			return
		}
		c.compare(goType.Elem(), element, path+".*")
	case reflect.Struct:
		c.object(goType, node, path)
	}
}

func (c *schemaComparison) object(goType reflect.Type, node schemaNode, path string) {
	if string(node.Additional) != "false" {
		c.t.Errorf("%s: the schema admits other fields", path)
	}
	known := map[string]bool{}
	for field := range goType.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		known[name] = true
		property, ok := node.Properties[name]
		if !ok {
			c.t.Errorf("%s.%s is not in the schema", path, name)
			continue
		}
		if optional := options == "omitempty"; optional == slices.Contains(node.Required, name) {
			c.t.Errorf("%s.%s: omitempty is %v, required the same", path, name, optional)
		}
		c.compare(field.Type, property, path+"."+name)
	}
	for name := range node.Properties {
		if !known[name] {
			c.t.Errorf("%s.%s is in the schema and not in Go", path, name)
		}
	}
}
