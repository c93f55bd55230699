package role

import (
	"reflect"
	"strings"
	"testing"
)

func TestNoLabel(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, " ": true, "null": true, "NaN": true, "None": true, "NA": true, "N/A": true, "n.a.": true, "?": true, "-": true,
		"--": true, "unlabeled": true, "Unlabelled": true, "unknown": true, "undefined": true, "not labelled": true, "(null)": true,
		"normal": false, "0": false, "nano": false, "-1": false, "no fault": false, "un": false,
	} {
		if got := NoLabel(text, []string{"ok", text, "fault"}); got != want {
			t.Errorf("NoLabel(%q) = %v", text, got)
		}
	}
	for labels, want := range map[string]bool{
		"-1 0 1": true, "-1 0": true, "-1.0 0.0 1.0": true, "-1 1 2 null": true, "-1 1": false, "-1": false, "-1 -2 0": false,
		"-1 0 a": false, "-1 0.5": false,
	} {
		list := strings.Fields(labels)
		if got := NoLabel(list[0], list); got != want {
			t.Errorf("NoLabel of %q = %v", list, got)
		}
	}
	if NoLabel("-", []string{"+", "-"}) {
		t.Error("- beside + is a label")
	}
}

func TestSpellings(t *testing.T) {
	labels := []string{"Normal", "no_fault", "1", "normal ", "class-1", "no fault", "-1", "NORMAL", "1.0", "10", "class 11", "class 1", "1-2", "12", "Normal", "über", "ÜBER"}
	want := [][]string{{"Normal", "normal ", "NORMAL"}, {"no_fault", "no fault"}, {"1", "1.0"}, {"class-1", "class 1"}, {"über", "ÜBER"}}
	if got := Spellings(labels); !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestHealthy(t *testing.T) {
	for _, c := range []struct{ column, states, want string }{
		{"label", "fault,normal", "normal"},
		{"label", "Fault,NORMAL", "NORMAL"},
		{"label", "ok,normal", "normal"}, // in the order of the words
		{"label", "worn,No_Fault", "No_Fault"},
		{"label", "worn,fault-free", "fault-free"},
		{"label", "ball fault,normal_0", "normal_0"},
		{"label", "Abnormal,motorOk", "motorOk"},
		{"label", "not ok,not normal", ""},
		{"label", "abnormal,unhealthy,undamaged", "undamaged"},
		{"label", "normal_1,normal_2,worn", ""},
		{"label", "normal off,fault", ""},
		{"label", "FAN-OFF,FAN-ON,FAN-CLOG", ""},
		{"label", "off,idle,standby,stop", ""},
		{"label", "squat", ""},
		{"label", "0,1", "0"},
		{"label", "1,0,-1", "0"}, // -1 is no label
		{"label", "0.0,1.0", "0.0"},
		{"label", "0,1,2", ""},
		{"label", "1,2", ""},
		{"label", "-1,1", ""},
		{"gt", "0,1", "0"},
		{"activity", "0,1", ""},
		{"fault_type", "3,0,1", "0"},
		{"is_anomaly", "0,1,null", "0"},
		{"Machine failure", "0,1", "0"},
		{"Machine failure", "0,worn", ""},
		{"is_anomaly", "False,True", "False"},
		{"Störung", "ja,nein", "nein"},
		{"Alarm", "N,Y", "N"},
		{"fault", "no,true", ""},
		{"moving", "False,True", ""},
		{"is_anomaly", "False", ""},
		{"Pass/Fail", "pass,fail", "pass"},
		{"Zustand", "Normalbetrieb,Stillstand", "Normalbetrieb"},
		{"label", "", ""},
	} {
		var states []State
		for i, s := range strings.Split(c.states, ",") {
			states = append(states, State{s, 100, i})
		}
		got, evidence, ok := Healthy(c.column, states)
		if got != c.want || ok != (c.want != "") || ok != (evidence != "") {
			t.Errorf("%s of %s: %q, %v (%s), want %q", c.column, c.states, got, ok, evidence, c.want)
		}
	}
}
