// Package tinyol is the program that runs on the device: Algorithm 1 of Ren,
// Anicic and Runkler, "TinyOL: TinyML with Online-Learning on
// Microcontrollers" (IJCNN 2021, arXiv 2103.08295), around a frozen
// autoencoder.
//
// A Program describes it, a Device runs it: Push takes one sensor row, Step
// one window. Everything is allocated by New, as on a board. The same
// description also states what the program costs, kernel by kernel (Ops), and
// what it occupies, byte by byte (Regions).
package tinyol
