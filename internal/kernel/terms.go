package kernel

// Terms of loops that run in fours with the rest one by one, where a branch
// leaves out one of the two; of loops that take two at a time; and of plain ones.
// The first term takes what comes once.
var (
	fours    = []string{"1", "n/4", "n%4", "n<4", "n%4==0"}
	pairs    = []string{"1", "ceil(n/2)", "n%2"}
	singly   = []string{"1", "n", "n==1"}
	foursOfM = []string{"1", "n/m", "n/m*(m/4)", "n/m*(m%4)", "n/m*(m<4)", "n/m*(m%4==0)"}
)

// blocks are the terms of a matrix whose outputs go in blocks of 16, 8, 4, 2 and
// 1 with the inputs in fours and the rest one by one, as dense_fpv4.S and
// online_fpv4.S take them.
var blocks = func() []string {
	terms := []string{"1", "m<8"}
	for _, block := range []string{"m/16", "m%16/8", "m%8/4", "m%4/2", "m%2"} {
		terms = append(terms, block)
		for _, inputs := range []string{"(n/4)", "(n%4)", "(n<4)", "(n%4==0)"} {
			terms = append(terms, block+"*"+inputs)
		}
	}
	return terms
}()

// plain is one form with the kernel's name.
func plain(name string, terms []string) []Form { return []Form{{Name: name, Terms: terms}} }

// named are the two dimensions that a price depends on, by their place.
func named(kernel string, n, m int) func(*Op, []int) []Call {
	return func(_ *Op, d []int) []Call { return []Call{{kernel, d[n], d[m]}} }
}
