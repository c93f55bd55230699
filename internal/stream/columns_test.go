package stream

import (
	"slices"
	"strings"
	"testing"
)

// assigned is what the columns of a file were taken for.
type assigned struct {
	channels, unused string // names joined by spaces
	time, label      string
}

func assignedBy(r *Reader) assigned {
	return assigned{strings.Join(r.Columns(), " "), strings.Join(r.Unused(), " "), r.TimeColumn(), r.LabelColumn()}
}

func TestColumnsFound(t *testing.T) {
	for text, want := range map[string]assigned{
		"t,ax,label\n0,1,on\n":                                         {channels: "ax", time: "t", label: "label"},
		"ax,Class,TIME\n1,on,0\n":                                      {channels: "ax", time: "TIME", label: "Class"},
		"time[ms],T,mode\n0,20,on\n":                                   {channels: "T", time: "time[ms]", label: "mode"},
		"T,RH\n20,40\n":                                                {channels: "T RH"},
		"when,x\n2024-01-01 00:00:00,1\n":                              {channels: "x", time: "when"},
		"t,datetime,x\n0,2024-01-01T00:00:00Z,1\n":                     {channels: "x", unused: "datetime", time: "t"},
		"datetime,t,x\n2024-01-01T00:00:00Z,0,1\n":                     {channels: "x", unused: "t", time: "datetime"},
		"time,x\nmorning,1\n":                                          {channels: "x", unused: "time"},
		"t,value,anomaly,anomaly_point\n0,1,0,0\n":                     {channels: "value", unused: "anomaly_point", time: "t", label: "anomaly"},
		"x,label,recorded_label,anomaly\n1,0,0,0\n":                    {channels: "x", unused: "recorded_label anomaly", label: "label"},
		"x,target,class\n1,0,0\n":                                      {channels: "x", unused: "class", label: "target"},
		",x\n0,1\n":                                                    {channels: "x"},
		"index,x\n0,1\n":                                               {channels: "x", unused: "index"},
		"x,session,file,recording\n1,a,1,2\n":                          {channels: "x"},
		"x,y,z\n1,,text\n2,,text\n":                                    {channels: "x", unused: "y z"},
		"x,y\n1,a\n2,3\n4,5\n":                                         {channels: "x y"}, // a bad value, not a text column
		"x," + strings.Repeat("n,", 0) + "y\n" + "nan,1\ninf,2\n3,3\n": {channels: "x y"},
	} {
		r, err := NewReader(strings.NewReader(text), "fan.csv", Options{})
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		got := assignedBy(r)
		got.unused = strings.TrimSpace(got.unused)
		if got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

const namedTable = "t,u,ax,ay,az,label,kind,session\n0,5,1,2,3,0,a,s1\n1,6,4,5,6,1,b,s1\n"

func TestColumnsNamed(t *testing.T) {
	for _, c := range []struct {
		options Options
		want    assigned
	}{
		{Options{Columns: []string{"az", "ax"}}, assigned{"az ax", "u ay kind", "t", "label"}},
		{Options{Columns: []string{"t"}}, assigned{"t", "u ax ay az kind", "", "label"}},
		{Options{Columns: []string{"label", "ax"}}, assigned{"label ax", "u ay az kind", "t", ""}},
		{Options{Time: "u"}, assigned{"ax ay az", "t kind", "u", "label"}},
		{Options{Time: None}, assigned{"u ax ay az", "t kind", "", "label"}},
		{Options{Label: "kind"}, assigned{"u ax ay az", "label", "t", "kind"}},
		{Options{Label: None}, assigned{"u ax ay az", "label kind", "t", ""}},
		{Options{Label: " session "}, assigned{"u ax ay az", "label kind", "t", "session"}},
	} {
		r, rows := readAll(t, namedTable, c.options)
		if got := assignedBy(r); got != c.want {
			t.Errorf("%+v: %+v, want %+v", c.options, got, c.want)
		}
		if len(rows) != 2 || r.Segments() != 1 {
			t.Errorf("%+v: %d rows, %d segments", c.options, len(rows), r.Segments())
		}
	}
	_, rows := readAll(t, namedTable, Options{Columns: []string{"az", "ax"}})
	if !slices.Equal(rows[1].Values, []float32{6, 4}) {
		t.Errorf("az, ax = %v, want 6, 4", rows[1].Values)
	}
}

func TestLabelsAreShared(t *testing.T) {
	shared := NewLabels()
	shared.Index("normal")
	r, rows := readAll(t, "x,label\n1,on\n2,\n3,normal\n4,on\n", Options{Labels: shared})
	if got := labels(r, rows); !slices.Equal(got, []string{"on", "-", "normal", "on"}) {
		t.Errorf("labels %q", got)
	}
	if want := []string{"normal", "on"}; !slices.Equal(shared.Names(), want) || shared.Len() != 2 {
		t.Errorf("names %q, want %q", shared.Names(), want)
	}
}
