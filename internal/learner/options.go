package learner

// Options are the settings that single learners have, each with the file that
// reads it. The zero value is the default of all.
type Options struct{}
