package device

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/mcu/program"
	"tinyol-sim/internal/plan"
	"tinyol-sim/internal/tinyol"
)

// Device runs a program on an emulated board, as tinyol.Device does on the
// host. It is not for concurrent use; no method but New allocates once its
// buffers have grown.
type Device struct {
	program *tinyol.Program
	board   *mcu.Board
	build   *firmware.Build
	machine *Machine
	port    port
	plan    *plan.Plan
	image   *Image
	data    []byte // the image as it lies in flash
	learned []*kernel.Vector
	ledger  *mcu.Ledger

	neurons int   // that the classifier has grown
	updates int64 // steps that changed the weights
	running bool  // the threshold moves
	// threshold in force for the next step
	threshold float32
	command   command // that runs
	limit     uint64  // of cycles for each command

	recorder *Recorder // nil: nothing is recorded
	watch    *watch    // nil: calls are not looked for

	row    []byte // on the way to the guest
	buffer []byte // on the way back
	lossOf [][]float32

	ended     func(tinyol.Phase) // is told of a phase at its end; nil: nobody looks
	surprisal float32            // of the step, at the end of its prediction
	failed    error              // reading it
}

// commandCycles ends a command that a firmware would never end: more than the
// largest network of the smallest core takes.
const commandCycles = 1 << 34

// New builds the model image, puts it with the firmware on the board and lets
// it start. A program that does not fit is a *mcu.FitError, a board whose core
// is not emulated a *NotEmulatedError; a fault of the firmware is a
// *FaultError, an image that it refuses a *StatusError.
func New(p *tinyol.Program, b *mcu.Board) (*Device, error) {
	if !b.Emulated {
		return nil, &NotEmulatedError{b.Name, b.Core}
	}
	build, err := firmware.Load(b.Firmware)
	if err != nil {
		return nil, fmt.Errorf("board %s: %w", b.Name, err)
	}
	return newDevice(p, b, build)
}

// NewWith does the same with another build of the firmware.
func NewWith(p *tinyol.Program, b *mcu.Board, build *firmware.Build) (*Device, error) {
	if !b.Emulated {
		return nil, &NotEmulatedError{b.Name, b.Core}
	}
	return newDevice(p, withFirmware(b, build), build)
}

func newDevice(p *tinyol.Program, b *mcu.Board, build *firmware.Build) (*Device, error) {
	d, err := prepare(p, b, build)
	if err != nil {
		return nil, err
	}
	return d, d.start()
}

// prepare checks the program and builds what goes into the board's flash.
func prepare(p *tinyol.Program, b *mcu.Board, build *firmware.Build) (*Device, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	ledger := NewLedger(b, p)
	if err := ledger.Check(); err != nil {
		return nil, err
	}
	q := p.Plan()
	d := &Device{program: p, plan: q, learned: q.Learned(), board: b, build: build, ledger: ledger, limit: commandCycles}
	d.running, d.threshold = q.Threshold != nil, p.Policy.Threshold
	for _, v := range q.LossOf {
		d.lossOf = append(d.lossOf, make([]float32, v.Len()))
	}
	d.place(q)
	d.port.ended = d.phaseEnded
	return d, nil
}

// place links the image for the build.
func (d *Device) place(q *plan.Plan) {
	d.image = newImage(d.program, q, d.ledger)
	d.data = d.image.Link(SiteOf(d.build))
}

// assemble makes the machine with firmware and model image in its flash.
func (d *Device) assemble() error {
	code, err := d.readFirmware()
	if err != nil {
		return err
	}
	code.Segments = append(code.Segments, program.Segment{Address: d.build.ModelImage, Data: d.data})
	used, err := d.usedBoard()
	if err != nil {
		return err
	}
	d.machine, err = NewMachine(used, code, Options{
		Memories: d.port.memories(), Peripherals: []cpu.Mapping{d.port.mapping()},
	})
	if err != nil {
		return err
	}
	d.port.core = d.machine.Core
	return d.port.describe(d.build.Origin+uint32(d.board.FlashBytes-d.board.ReservedFlash), d.ramEnd())
}

func (d *Device) readFirmware() (*program.Image, error) {
	code, err := program.ReadELF(bytes.NewReader(d.build.ELF))
	if err != nil {
		return nil, fmt.Errorf("firmware %s: %w", d.build.Name, err)
	}
	return code, nil
}

// usedBoard is the board without the flash behind the model image, which
// nothing reads, and without what is reserved: an access there is a fault, and
// emulating the board takes less memory.
func (d *Device) usedBoard() (*mcu.Board, error) {
	before, ok := d.beforeFirmware()
	if !ok {
		return nil, fmt.Errorf("firmware %s is linked for flash at 0x%08x, board %s has it at 0x%08x", d.build.Name, d.build.Origin, d.board.Name, d.board.FlashBase)
	}
	used := *d.board
	used.FlashBytes = before + int(d.build.ModelImage-d.build.Origin) + len(d.data)
	used.RAMBytes -= used.ReservedRAM
	return &used, nil
}

// beforeFirmware is how many bytes of flash lie in front of the firmware's
// vector table.
func (d *Device) beforeFirmware() (bytes int, ok bool) {
	for _, base := range append([]uint32{d.board.FlashBase}, aliases(d.board.FlashAlias)...) {
		if bytes := int(d.build.Origin) - int(base); bytes == 0 || bytes == d.board.BootBytes {
			return bytes, true
		}
	}
	return 0, false
}

func (d *Device) ramEnd() uint32 {
	return d.board.RAMBase + uint32(d.board.RAMBytes-d.board.ReservedRAM)
}

// start runs from reset to the first wait for a command, and has the firmware
// read its image.
func (d *Device) start() error {
	if err := d.assemble(); err != nil {
		return err
	}
	if _, err := d.run(); err != nil {
		return err
	}
	_, err := d.do(commandInit, 0)
	return err
}

// do gives a command and runs the firmware until it has carried it out.
func (d *Device) do(c command, argument int32) (status uint32, err error) {
	d.command = c
	if err := d.port.begin(c, argument); err != nil {
		return 0, err
	}
	status, err = d.run()
	if d.recorder != nil && err == nil {
		err = d.recorder.record(c, argument, d.row, status)
	}
	return status, err
}

func (d *Device) run() (status uint32, err error) {
	limit := d.machine.Cycles() + d.limit
	var stop cpu.Stop
	if d.watch == nil {
		stop = d.machine.Run(cpu.Limits{Cycles: limit})
	} else {
		stop = d.runWatched(limit)
	}
	if stop.Reason != cpu.StopRequested {
		return 0, d.faultError(stop)
	}
	if d.port.status >= firstError {
		r, err := d.port.report()
		if err != nil {
			return 0, err
		}
		return 0, &StatusError{Board: d.board.Name, Status: d.port.status, Detail: r.detail}
	}
	return d.port.status, nil
}

// Push takes one sensor row [channels] into the window and reports whether a
// Step is due.
func (d *Device) Push(row []float32) (due bool, err error) {
	d.row = appendFloats(d.row[:0], row)
	if err := d.machine.WriteMemory(portRow, d.row); err != nil {
		return false, err
	}
	status, err := d.do(commandRow, 0)
	return status == plan.StatusDue, err
}

// Step is one pass of Algorithm 1 over the window that is due.
func (d *Device) Step(label int) (o tinyol.Outcome, err error) {
	if _, err := d.do(commandStep, int32(label)); err != nil {
		return o, err
	}
	r, err := d.port.report()
	if err != nil {
		return o, err
	}
	o = tinyol.Outcome{
		Score: r.score, Class: r.class, Threshold: d.threshold,
		Updated: r.flags&flagUpdated != 0, Grown: r.flags&flagGrown != 0, Full: r.flags&flagFull != 0,
		Fired: r.flags / flagDrift, Surprisal: d.surprisal,
	}
	if d.failed != nil {
		return o, d.failed
	}
	if o.Grown {
		d.neurons++
	}
	if o.Updated {
		d.updates++
	}
	if err := d.readThreshold(); err != nil {
		return o, err
	}
	o.Loss, err = d.loss(&o, label)
	return o, err
}

// readThreshold takes over where the step has moved the threshold to.
func (d *Device) readThreshold() error {
	if !d.running {
		return nil
	}
	data, err := d.readBytes(d.plan.Threshold, 0, 1)
	d.threshold = math.Float32frombits(binary.LittleEndian.Uint32(data))
	return err
}

// loss is what the device has no use for: it learns from the gradient alone.
func (d *Device) loss(o *tinyol.Outcome, label int) (float32, error) {
	switch {
	case d.plan.Loss == nil:
		return o.Score, nil
	case !d.plan.HasLoss(o.Updated):
		return float32(math.NaN()), nil
	}
	target, err := d.neuron(label)
	if err != nil {
		return 0, err
	}
	return d.lossAt(target)
}

func (d *Device) lossAt(neuron int) (float32, error) {
	for i, v := range d.plan.LossOf {
		d.lossOf[i] = d.lossOf[i][:v.Live(d.neurons)]
		if err := d.read(v, d.lossOf[i]); err != nil {
			return 0, err
		}
	}
	return d.plan.Loss(d.lossOf, neuron), nil
}

// phaseEnded looks at what a prediction has come to before anything is learned from it.
func (d *Device) phaseEnded(phase tinyol.Phase) {
	if phase == tinyol.PhasePredict {
		d.surprisal, d.failed = d.surprised()
	}
	if d.ended != nil {
		d.ended(phase)
	}
}

// surprised is tinyol.Device.Surprisal.
func (d *Device) surprised() (float32, error) {
	if d.plan.Labels == nil || d.plan.Loss == nil {
		return tinyol.NoSurprisal, nil
	}
	neuron, err := d.neuron(d.program.Policy.Normal)
	if err != nil || neuron == kernel.None {
		return tinyol.NoSurprisal, err
	}
	return d.lossAt(neuron)
}

// neuron is that of a label, kernel.None where there is none.
func (d *Device) neuron(label int) (int, error) {
	for neuron := range d.neurons {
		if class, err := d.class(neuron); err != nil || class == label {
			return neuron, err
		}
	}
	return kernel.None, nil
}

// Reset empties the window: the next row starts a new segment of the stream.
// The cycles of rows without a step are forgotten.
func (d *Device) Reset() error {
	_, err := d.do(commandReset, 0)
	d.port.forget()
	return err
}

// Cycles moves the cycles of each phase since it was last called, those of the
// rows under ingest, and returns those spent between phases.
func (d *Device) Cycles(phases *[tinyol.PhaseCount]int64) (idle int64) {
	for phase := range phases {
		phases[phase] = int64(d.port.cycles[phase])
	}
	idle = int64(d.port.cycles[phaseIdle])
	d.port.forget()
	return idle
}

// Updates is the number of steps that changed the weights.
func (d *Device) Updates() int64 { return d.updates }

// Ledger accounts for every byte of the program on the board.
func (d *Device) Ledger() *mcu.Ledger { return d.ledger }

// read copies the values of a vector, as the device has them; of a part of one
// as many as there is room for.
func (d *Device) read(v *kernel.Vector, into []float32) error {
	data, err := d.readBytes(v, 0, len(into))
	for i := range into {
		into[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return err
}

// class is the label of a neuron.
func (d *Device) class(neuron int) (int, error) {
	data, err := d.readBytes(d.plan.Labels, neuron, 1)
	return int(int32(binary.LittleEndian.Uint32(data))), err
}

// readBytes returns words of a vector in RAM in a buffer that the next call uses
// again.
func (d *Device) readBytes(v *kernel.Vector, at, words int) ([]byte, error) {
	if cap(d.buffer) < 4*words {
		d.buffer = make([]byte, 4*words)
	}
	data := d.buffer[:4*words]
	return data, d.machine.ReadMemory(d.build.Arena+uint32(d.image.address(v).Offset+4*at), data)
}
