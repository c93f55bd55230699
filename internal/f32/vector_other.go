//go:build !amd64 || purego

package f32

func sigmoidVector(x []float32) { sigmoidLoop(x) }
