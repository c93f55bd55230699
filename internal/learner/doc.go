// Package learner holds what can be learned on the device, a file a learner: what
// it aims at, and its part of the plan. Another one needs no change elsewhere but
// the kernels that it is the first to use.
package learner
