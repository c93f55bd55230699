package layout

import "testing"

func TestParse(t *testing.T) {
	for text, want := range map[string]Choice{
		"": {Kind: Auto}, "auto": {Kind: Auto}, "rows": {Kind: Rows}, "long": {Kind: Long}, "tagged": {Kind: Tagged},
		"windows":                             {Kind: Windows},
		"windows:3":                           {Kind: Windows, Axes: 3},
		"windows:3,channel-major":             {Kind: Windows, Axes: 3, ChannelMajor: true},
		"windows,class-last":                  {Kind: Windows, Class: ClassLast},
		"windows:6,channel-major,class-first": {Kind: Windows, Axes: 6, ChannelMajor: true, Class: ClassFirst},
	} {
		got, err := Parse(text)
		if err != nil || got != want {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
		if again, err := Parse(got.String()); err != nil || again != got {
			t.Errorf("%q: written as %q: %+v, %v", text, got, again, err)
		}
	}
	for _, text := range []string{"window", "rows:3", "long,class-first", "windows:0", "windows:65", "windows:x", "windows,", "windows,channel-major,channel-major", "windows,class-first,no-class"} {
		if c, err := Parse(text); err == nil {
			t.Errorf("%q is taken for %+v", text, c)
		}
	}
}
