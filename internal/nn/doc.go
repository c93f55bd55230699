// Package nn holds the neural network of the simulated device and the training
// that makes it: dense layers and activations, losses, the layer that learns
// online, running statistics, the offline training of an autoencoder, and the
// model file. Equation numbers refer to Ren, Anicic and Runkler, "TinyOL:
// TinyML with Online-Learning on Microcontrollers", IJCNN 2021.
//
// # Arithmetic
//
// Everything that also runs on the device is float32 with one fixed order of
// operations, so that a C translation gives the same bits:
//
//   - Products and sums are rounded separately; nothing is fused.
//   - A sum runs in index order from its bias, or from zero, up. Kernels work on
//     several outputs side by side and never split the summed index.
//   - There are no data-dependent branches: a condition selects a value.
//   - NaN and infinities propagate.
//
// On amd64 the kernels have a form in AVX2 assembly with the same bits, which
// the tests compare with the plain form; the build tag purego leaves it out.
//
// # Layout
//
// Weights are input-major: the weight from input i to output o is
// Weights[i*Stride(out)+o]. The outputs of one input are contiguous and padded
// with zeros to a multiple of eight; so are vectors made by [NewVector], whose
// padding lies between length and capacity. Kernels may write the padding of a
// vector but keep the padding of weights zero, and no value of a padding reaches
// an output.
//
// A shape that does not fit is a mistake of the program and panics with a
// message that starts with "nn:"; what depends on data is returned as an error.
package nn
