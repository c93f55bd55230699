package number

import (
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var numberSyntax = regexp.MustCompile(`^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$|^[+-]?0[xX][0-9a-fA-F]{1,16}$`)

// checkNumber compares both parsers with strconv.
func checkNumber(t *testing.T, text string) {
	t.Helper()
	got32, ok32 := Float32([]byte(text), '.')
	got64, ok64 := Float64([]byte(text), '.')
	if want := numberSyntax.MatchString(text); ok32 != want || ok64 != want {
		t.Fatalf("%q: accepted %v and %v, want %v", text, ok32, ok64, want)
	}
	if !ok32 {
		return
	}
	if strings.ContainsAny(text, "xX") {
		text += "p0" // which strconv wants of a float
	}
	want32, _ := strconv.ParseFloat(text, 32)
	want64, _ := strconv.ParseFloat(text, 64)
	if math.Float32bits(got32) != math.Float32bits(float32(want32)) {
		t.Errorf("%q: float32 %x, want %x", text, got32, float32(want32))
	}
	if math.Float64bits(got64) != math.Float64bits(want64) {
		t.Errorf("%q: float64 %x, want %x", text, got64, want64)
	}
}

var numberSeeds = []string{
	"0", "-0", "+0", "1", "-1", ".5", "5.", "-.5e1", "4068", "0.007", "16777216", "16777217", "16777219",
	"1e10", "1e11", "1e-10", "1e-11", "123456789.123456789", "9007199254740993", "9007199254740993e-5",
	"18446744073709551615", "18446744073709551616", "99999999999999999999e-20", "0.000000000000000000000000000001",
	"3.4028235e38", "3.4028236e38", "1e39", "1e-45", "7e-46", "1e400", "1e-400", "1e99999999999999999999",
	"00000000000000000000000000000000000000001.5", "1" + strings.Repeat("0", 60), "0." + strings.Repeat("0", 60) + "1",
	"1.00000005960464477539062500000000000000000000000000000000000000000001",
	"", "+", "-", ".", "e5", "1e", "1e+", "1.2.3", "0x1p3", "0x1F", "-0Xff", "0xffffffffffffffff", "0x10000000000000001", "0x", "0xg", "00x1", "1x1", "0.x1", "0x1000001", "1_000", "inf", "NaN", "1,5", " 1", "--1", "1e5.0", "abc",
}

func TestNumbersAgreeWithStrconv(t *testing.T) {
	for _, text := range numberSeeds {
		checkNumber(t, text)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		exponent := random.IntN(60) - 40
		checkNumber(t, strconv.FormatUint(random.Uint64()>>random.IntN(64), 10)+"e"+strconv.Itoa(exponent))
		checkNumber(t, strconv.FormatFloat(random.NormFloat64()*math.Pow(10, float64(exponent)), 'f', random.IntN(20), 64))
	}
}

func FuzzNumber(f *testing.F) {
	for _, text := range numberSeeds {
		f.Add(text)
	}
	f.Fuzz(checkNumber)
}

func TestDecimalComma(t *testing.T) {
	for text, want := range map[string]float32{"1,5": 1.5, "-0,25e1": -2.5, "16777217,123": 16777217.123} {
		if got, ok := Float32([]byte(text), ','); !ok || got != want {
			t.Errorf("%q: %v %v, want %v", text, got, ok, want)
		}
	}
	if _, ok := Float32([]byte("1.5"), ','); ok {
		t.Error("a point was taken although the decimal sign is the comma")
	}
}
