package decode

// maxParts is how many micro-operations an instruction can become.
const maxParts = 3

// parts appends an instruction as the loop executes it: one micro-operation, in
// an IT block behind one that jumps over it where the condition fails, and a
// shifted operand as one of its own. Each has the whole instruction's place and
// price, so that whichever fails knows them.
func (u *Op) parts(out []Op) []Op {
	condition := -1
	if u.Code == Cond {
		condition = len(out)
		out = append(out, *u)
		out[condition].Code = IfEq + Code(u.IT>>4)
	}
	out = append(out, *u)
	operation := &out[len(out)-1]
	operation.Code = u.Plain()
	if operation.Code >= LslThen && operation.Code <= RrxThen {
		out = append(out, *u)
		out[len(out)-1].Code = Code(u.Sub)
	}
	if condition >= 0 {
		out[condition].Sub = uint8(len(out) - 1 - condition)
	}
	return out
}

// Plain is the operation behind a condition.
func (u *Op) Plain() Code {
	if u.Code == Cond {
		return u.Alt
	}
	return u.Code
}
