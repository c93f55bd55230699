package tinyol

import (
	"errors"
	"fmt"

	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/stream"
)

// Mode is what the online layer does.
type Mode uint8

// The modes of the paper, and the static model that both are compared with.
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

var modeNames = [...]string{"frozen", "unsupervised", "supervised"}

func (m Mode) String() string { return modeNames[m] }

// Program is the one description of what runs on the device. Both engines are
// built from it.
type Program struct {
	Mode     Mode
	FrontEnd *stream.FrontEnd
	Stride   int // rows between two windows
	Network  *nn.Network

	Loss         nn.Loss // Unsupervised only; Supervised is softmax cross-entropy
	LearningRate float32
	MaxClasses   int // Supervised: neurons that the online layer has room for
	Policy       Policy
}

// Validate reports the first thing that would keep the program from running.
func (p *Program) Validate() error {
	if p.FrontEnd == nil || p.Network == nil {
		return errors.New("program: front end and network are needed")
	}
	if err := p.Network.Validate(); err != nil {
		return err
	}
	sizes := p.Network.Sizes()
	in, out := sizes[0], sizes[len(sizes)-1]
	switch {
	case p.Stride < 1:
		return fmt.Errorf("program: stride is %d; it has to be at least 1", p.Stride)
	case p.FrontEnd.Features() != in:
		return fmt.Errorf("program: the front end yields %d features, the network takes %d; train it with this front end", p.FrontEnd.Features(), in)
	case in != out:
		return fmt.Errorf("program: the network takes %d values and returns %d; an autoencoder returns what it takes", in, out)
	case p.Mode == Supervised && p.MaxClasses < 2:
		return fmt.Errorf("program: room for %d classes; supervised mode needs at least 2", p.MaxClasses)
	case p.Mode != Frozen && !(p.LearningRate > 0):
		return fmt.Errorf("program: learning rate is %g; it has to be above 0", p.LearningRate)
	case !(p.Policy.Rise >= 0 && p.Policy.Fall >= 0):
		return fmt.Errorf("program: the running threshold rises by %g and falls by %g; neither can be below 0", p.Policy.Rise, p.Policy.Fall)
	case p.Mode == Unsupervised && p.replaced().Activation != nn.SigmoidActivation:
		return fmt.Errorf("program: the last layer's activation is %s; equations 3 to 5 need sigmoid", p.replaced().Activation)
	}
	return nil
}

// replaced is the layer that TinyOL takes the place of in Unsupervised mode.
func (p *Program) replaced() *nn.Dense { return p.Network.Layers[len(p.Network.Layers)-1] }

// embedding is the number of values in Z.
func (p *Program) embedding() int { return p.Network.Layers[p.Network.Embedding].Out }
