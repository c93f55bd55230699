// Package reporttest holds invented results, and checks of what is made of them,
// for the tests of the packages that show results. No other code imports it.
package reporttest
