// Package bench runs an experiment: from a Spec to engines, modes and seeds,
// to a result.Summary and the files behind it.
//
// The rules that keep an evaluation from flattering live here: every
// prediction precedes its own update, "after" begins after the last update,
// the threshold comes from the training stream alone, the test stream is
// assessed between two steps without a trace, and the trivial baselines run beside the learner.
package bench
