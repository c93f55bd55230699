package tinyol

// Region is a part of the device's memory that the program owns.
type Region struct {
	Name  string
	Flash bool // else RAM
	Bytes int
	// Phases in which a RAM region is in use; nil: always. Regions that are
	// never in use together share their bytes.
	Phases []Phase
}

const float32Bytes = 4

// The model image in flash begins with 36 words: magic, version, size and
// checksum, front end, online layer, policy, and where each region of RAM lies;
// then a table with inputs, outputs, activation and offset of each layer.
const (
	imageHeaderBytes = 4 * 36
	imageLayerBytes  = 4 * 4
)

// Regions lists what the program occupies, to the byte: float32 everywhere,
// without the padding that the host's kernels use. Code, stack and the vector
// table belong to the board's core and are not in the list.
func (p *Program) Regions() []Region {
	return append(p.flashRegions(), p.ramRegions()...)
}

func (p *Program) flashRegions() []Region {
	return []Region{
		{Name: "model image header", Flash: true, Bytes: imageHeaderBytes + imageLayerBytes*len(p.Network.Layers)},
		{Name: "frozen weights", Flash: true, Bytes: float32Bytes * p.Network.Parameters()},
		{Name: "front end constants", Flash: true, Bytes: float32Bytes * p.FrontEnd.Constants()},
	}
}

func (p *Program) ramRegions() []Region {
	f := p.FrontEnd
	window := f.Window() * f.RingWidth()
	regions := []Region{
		ram("input ring", window),
		ram("window", window, PhaseFrontEnd),
		ram("front end scratch", f.Scratch(), PhaseFrontEnd),
		ram("features", f.Features(), PhaseFrontEnd, PhaseBase, PhaseNormalise, PhasePredict, PhaseUpdate),
		ram("activations", p.activations(), PhaseBase, PhaseNormalise, PhasePredict, PhaseUpdate),
	}
	switch p.Mode {
	case Unsupervised:
		l := p.replaced()
		regions = append(regions,
			ram("online layer", (l.In+1)*l.Out),
			ram("online output", l.Out, PhasePredict, PhaseUpdate),
			ram("gradient", l.Out, PhaseUpdate))
	case Supervised:
		n := p.embedding() + 1
		regions = append(regions,
			ram("online layer", n*p.MaxClasses),
			ram("class table", p.MaxClasses),
			ram("statistics", 2*n+1),
			ram("standardised features", 2*n, PhaseNormalise, PhasePredict, PhaseUpdate),
			ram("online output", p.MaxClasses, PhasePredict, PhaseUpdate),
			ram("gradient", p.MaxClasses, PhaseUpdate))
	}
	if p.Mode != Frozen && p.Policy.Running() {
		regions = append(regions, ram("threshold", 1))
	}
	return regions
}

func ram(name string, floats int, phases ...Phase) Region {
	return Region{Name: name, Bytes: float32Bytes * floats, Phases: phases}
}

// activations counts the outputs of the layers that run from flash.
func (p *Program) activations() int {
	n := 0
	for _, l := range p.Network.Layers {
		n += l.Out
	}
	if p.Mode == Unsupervised {
		n -= p.replaced().Out
	}
	return n
}
