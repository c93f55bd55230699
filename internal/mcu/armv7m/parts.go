package armv7m

// maxParts is how many micro-operations an instruction can become.
const maxParts = 3

// parts appends an instruction as the loop executes it: one micro-operation, in
// an IT block behind one that jumps over it where the condition fails, and a
// shifted operand as one of its own. Each has the whole instruction's place and
// price, so that whichever fails knows them.
func (u *uop) parts(out []uop) []uop {
	condition := -1
	if u.op == opCond {
		condition = len(out)
		out = append(out, *u)
		out[condition].op = opIfEq + opcode(u.it>>4)
	}
	p := *u
	p.op = u.plainOp()
	out = append(out, p)
	if p.op >= opLslThen && p.op <= opRrxThen {
		p.op = opcode(u.sub)
		out = append(out, p)
	}
	if condition >= 0 {
		out[condition].sub = uint8(len(out) - 1 - condition)
	}
	return out
}
