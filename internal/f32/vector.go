package f32

// lanes is the number of float32 in a vector register of AVX2.
const lanes = 8

// SigmoidVector replaces every element of x by its Sigmoid, with the same bits
// as the function applied to each. It does not allocate.
func SigmoidVector(x []float32) { sigmoidVector(x) }

// sigmoidLoop is the plain form of SigmoidVector.
func sigmoidLoop(x []float32) {
	for i := range x {
		x[i] = Sigmoid(x[i])
	}
}
