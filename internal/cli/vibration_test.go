package cli

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
)

// recording is what the vibration command of the scripts writes: a shaft that
// shakes three axes, each label with its own speed and strength.
type recording struct {
	rows      int
	rate      float64
	labels    []string // in turns; none: no label column
	turn      int      // rows of a turn
	columns   []string
	time      string // name of the time column, "-" for none
	scale     float64
	label     string // name of the label column
	delimiter string
	point     string
	eol       string
	header    bool
	seed      uint64
	from      int // row to begin with, which shifts time and turns
	form      string
}

// parseVibration reads key=value pairs over the defaults.
func parseVibration(pairs []string) (*recording, error) {
	v := &recording{
		rows: 2000, rate: 100, turn: 250, columns: []string{"ax", "ay", "az"}, time: "t", scale: 1,
		label: "label", delimiter: ",", point: ".", eol: "\n", header: true, seed: 1,
	}
	for _, pair := range pairs {
		key, value, _ := strings.Cut(pair, "=")
		var err error
		switch key {
		case "rows":
			v.rows, err = strconv.Atoi(value)
		case "from":
			v.from, err = strconv.Atoi(value)
		case "rate":
			v.rate, err = strconv.ParseFloat(value, 64)
		case "labels":
			v.labels = strings.Split(value, ",")
		case "turn":
			v.turn, err = strconv.Atoi(value)
		case "columns":
			v.columns = strings.Split(value, ",")
		case "time":
			v.time = value
		case "scale":
			v.scale, err = strconv.ParseFloat(value, 64)
		case "label":
			v.label = value
		case "delimiter":
			v.delimiter = value
		case "point":
			v.point = value
		case "form":
			v.form = value
		case "eol":
			v.eol = map[string]string{"lf": "\n", "crlf": "\r\n"}[value]
		case "header":
			v.header = value == "yes"
		case "seed":
			v.seed, err = strconv.ParseUint(value, 10, 64)
		default:
			err = fmt.Errorf("vibration: unknown key %q", key)
		}
		if err != nil {
			return nil, err
		}
	}
	return v, nil
}

func (v *recording) write(w io.Writer) {
	if v.header {
		v.writeHeader(w)
	}
	random := rand.New(rand.NewPCG(v.seed, 0))
	for i := range v.rows {
		v.writeRow(w, v.from+i, random)
	}
}

func (v *recording) writeHeader(w io.Writer) {
	names := v.columns
	if v.time != "-" {
		names = append([]string{v.time}, names...)
	}
	if v.labels != nil {
		names = append(names[:len(names):len(names)], v.label)
	}
	io.WriteString(w, v.headerAs(names))
}

func (v *recording) writeRow(w io.Writer, i int, random *rand.Rand) {
	var fields []string
	number := func(x float64, digits int) {
		fields = append(fields, strings.ReplaceAll(strconv.FormatFloat(x, 'f', digits, 64), ".", v.point))
	}
	kind := 0
	if v.labels != nil {
		kind = i / v.turn % len(v.labels)
	}
	t := float64(i) / v.rate
	if v.time != "-" {
		number(t*v.scale, 3)
	}
	speed, strength := 7+3*float64(kind), 1+0.4*float64(kind)
	for axis := range v.columns {
		phase := 2*math.Pi*speed*t + float64(axis)
		number(strength*math.Sin(phase)+0.05*random.NormFloat64(), 4)
	}
	if v.labels != nil {
		fields = append(fields, v.labels[kind])
	}
	io.WriteString(w, v.rowAs(i, fields))
}
