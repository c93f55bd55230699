package armv7m

// Mark says what the cycles of a core are: "untimed" while they count one for
// each instruction, and what exception entry and return take.
func (p Profile) Mark() string { return "untimed" }

// Mark is that of the core's profile.
func (c *Core) Mark() string { return c.profile.Mark() }
