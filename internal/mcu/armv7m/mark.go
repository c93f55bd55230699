package armv7m

// Mark says what the cycles of a core are: those of instructions that were
// executed, priced by the rules of package timing.
func (c *Core) Mark() string { return "emulated" }
