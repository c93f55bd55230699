package learner

// The learners of the paper, and the static model that both are compared with.
const (
	// Frozen runs the pre-trained autoencoder as it was flashed.
	Frozen Mode = iota
	// Unsupervised replaces the last decoder layer by one that keeps learning
	// to reproduce the input (use case 1, equations 2 to 5).
	Unsupervised
	// Supervised attaches a softmax layer to the embedding and the
	// reconstruction error (use case 2, equations 6 to 8).
	Supervised
)

var learners = []*Learner{Frozen: &frozen, Unsupervised: &finetune, Supervised: &softmax}
