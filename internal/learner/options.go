package learner

// Options are the settings that single learners have, each with the file that
// reads it. The zero value is the default of all.
type Options struct {
	Tune      Tune      // of tinyol: what goes on learning (tune.go)
	Optimizer Optimizer // of tinyol: how it takes a step (tune.go)

	Remembered int // of knn: windows, 0 is 32 (knn.go)
}
