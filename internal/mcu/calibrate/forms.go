package calibrate

import "fmt"

// Terms of loops that run in fours with the rest one by one, and where a
// branch leaves out one of the two.
var (
	fours    = []string{"1", "n/4", "n%4", "n<4", "n%4==0"}
	pairs    = []string{"1", "ceil(n/2)", "n%2"}
	singly   = []string{"1", "n", "n==1"}
	foursOfM = []string{"1", "n/m", "n/m*(m/4)", "n/m*(m%4)", "n/m*(m<4)", "n/m*(m%4==0)"}
)

// kernelTerms are the terms that a kernel's cycles may have, in the shape of
// its source in internal/mcu/firmware/src. Terms that say what others before
// them have said get no cycles.
var kernelTerms = map[string][]string{
	"project":     singly,
	"store":       fours,
	"window":      {"1", "(n-m)/4", "(n-m)%4", "n-m<4", "(n-m)%4==0", "m/4", "m%4", "m<4", "m%4==0"},
	"demean":      {"1", "m", "m*(n/4)", "m*(n%4)", "m*(n<4)", "m*(n%4==0)"},
	"hann":        fours,
	"rfft":        {"1", "n", "n/4*(log2(n/2)-1)", "log2(n/2)-1", "2^ceil(log2(n/2)/2)", "n<8"},
	"scale":       fours,
	"scale_each":  foursOfM,
	"relu":        fours,
	"sigmoid":     pairs,
	"tanh":        pairs,
	"mse":         fours,
	"welford":     singly,
	"standardise": singly,
	"softmax":     singly,
	"argmax":      singly,
	"bias_update": fours,

	"log_magnitude":          {"1", "n/2", "n<4"},
	"gradient_mse":           fours,
	"gradient_bce":           fours,
	"gradient_paper_eq5":     append([]string{"ceil(n/2)"}, fours...),
	"gradient_cross_entropy": singly,
}

// matrixTerms are those of dense and outer_update: blocks of outputs where there
// is an FPU, two plain loops elsewhere.
func matrixTerms(kernel string, fpu bool) []string {
	switch {
	case fpu:
		terms := []string{"1", "m<8"}
		for _, block := range []string{"m/16", "m%16/8", "m%8/4", "m%4/2", "m%2"} {
			terms = append(terms, block)
			for _, inputs := range []string{"(n/4)", "(n%4)", "(n<4)", "(n%4==0)"} {
				terms = append(terms, block+"*"+inputs)
			}
		}
		return terms
	case kernel == "outer_update":
		return []string{"1", "n", "n*m"}
	}
	return []string{"1", "m", "n*m"}
}

// unbiasedTerms are what dense takes on top where it starts from zero.
var unbiasedTerms = []string{"1", "n"}

// zeroTerms are what inputs that are zero change in dense and outer_update.
func zeroTerms(fpu bool) []string {
	if fpu {
		return nil
	}
	return []string{"n*m"}
}

// partTerms are those of the parts of a step between kernels.
var partTerms = map[string][]string{
	"push_row":              pushTerms,
	"push_projection":       pushTerms,
	"front_end_raw":         {"1", "m==1", "m==2"},
	"front_end_demean":      {"1", "m==1", "m==2"},
	"front_end_spectrum":    {"1", "n", "m==1", "m==2"},
	"base":                  {"1", "n==1", "n==2"},
	"layer":                 cases(4),
	"normalise":             {"1"},
	"predict":               {"1", "n==1", "n==2", "m==1"},
	"policy":                {"1", "n==1"},
	"skip_update":           {"1", "n==1", "n==2"},
	"update_reconstruction": {"1", "n==1", "n==2"},
	"update_classes":        {"1", "n"},
	"grow":                  {"1", "n==1"},
}

var pushTerms = []string{"1", "n==1", "n==2", "n==3", "m==1"}

// cases are one term for each n below a number and each mode m.
func cases(numbers int) (terms []string) {
	for n := range numbers {
		for m := range 3 {
			terms = append(terms, fmt.Sprintf("(n==%d)*(m==%d)", n, m))
		}
	}
	return terms
}
