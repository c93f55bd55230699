package armv7m

import (
	"slices"
	"strings"
)

func init() { rulesM4 = append(rulesM4, rulesFloat...) }

// rulesFloat are the rows of the FPU.
var rulesFloat = []rule{
	{"VADD, VSUB, VMUL, VCVT: result used at once", "1 + 1", slices.Concat(
		usedAtOnce(1, 1, "vadd.f32 s0, s1, s2", "vsub.f32 s0, s1, s2", "vmul.f32 s0, s1, s2", "vnmul.f32 s0, s1, s2",
			"vcvt.f32.s32 s0, s1", "vcvt.u32.f32 s0, s1", "vcvtb.f32.f16 s0, s1", "vcvt.f32.s32 s0, s0, #3", "vcvt.s32.f32 s0, s0, #3"),
		[]priced{
			{code: "vadd.f32 s0, s1, s2\n vadd.f32 s3, s4, s0", want: 1 + 1 + 1}, // the second operand
			{code: "vadd.f32 s31, s1, s2\n vadd.f32 s3, s4, s31", want: 1 + 1 + 1},
			// Each register has its own state, which only shows with neighbours.
			{code: "vadd.f32 s9, s1, s2\n vadd.f32 s3, s9, s4", want: 1 + 1 + 1},
			{code: "vadd.f32 s9, s1, s2\n vadd.f32 s3, s8, s4", want: 1 + 1},
			{code: "vadd.f32 s8, s1, s2\n vadd.f32 s3, s9, s4", want: 1 + 1},
			{code: "vadd.f32 s9, s1, s2\n vcmp.f32 s9, s4", want: 1 + 1 + 1},
			{code: "vadd.f32 s9, s1, s2\n vcmp.f32 s4, s9", want: 1 + 1 + 1},
			{code: "vadd.f32 s9, s1, s2\n vcmp.f32 s9, #0", want: 1 + 1 + 1},
			{code: "vadd.f32 s9, s1, s2\n vmov r1, s9", want: 1 + 1 + 1},
			{code: "vadd.f32 s9, s1, s2\n vstr s9, [r7]", want: 1 + 2 + 1},
			{code: "vadd.f32 s9, s1, s2\n vstm r7, {s9, s10}", want: 1 + 3 + 1},
			{code: "vmla.f32 s9, s1, s2\n vmla.f32 s3, s9, s4", want: 3 + 3 + 1},
			{code: "vdiv.f32 s9, s1, s2\n vadd.f32 s3, s9, s4", want: 1 + 1 + 14},
			{code: "vdiv.f32 s9, s1, s2\n vmla.f32 s9, s3, s4", want: 14 + 3},
			{code: "vdiv.f32 s9, s1, s2\n vfma.f32 s9, s3, s4", want: 14 + 3},
			{code: "vldr s9, [r7]\n vadd.f32 s3, s9, s4", want: 2 + 1},
			{code: "vadd.f32 s0, s1, s2\n vcmp.f32 s0, s4", want: 1 + 1 + 1},
			{code: "vadd.f32 s0, s1, s2\n vcmp.f32 s4, s0", want: 1 + 1 + 1},
			{code: "vadd.f32 s0, s1, s2\n vcmp.f32 s0, #0", want: 1 + 1 + 1},
			{code: "vadd.f32 s0, s1, s2\n vmov.f32 s3, s0", want: 1 + 1 + 1},
			{code: "vadd.f32 s0, s1, s2\n vneg.f32 s3, s0", want: 1 + 1 + 1},
			{code: "vadd.f32 s0, s1, s2\n vcvt.s32.f32 s3, s0", want: 1 + 1 + 1},
			{code: "vadd.f32 s0, s1, s2\n vmov r1, s0", want: 1 + 1 + 1},
			{code: "vadd.f32 s0, s1, s2\n vstr s0, [r7]", want: 1 + 2 + 1},
			{code: "vadd.f32 s0, s1, s2\n vstm r7, {s0, s1}", want: 1 + 3 + 1},
			{code: "vadd.f32 s1, s3, s2\n vstm r7, {s0, s1}", want: 1 + 3}, // a cycle later
			{code: "vadd.f32 s0, s1, s2\n vadd.f32 s3, s4, s5\n vadd.f32 s6, s0, s1", want: 1 + 1 + 1},
			{code: "vadd.f32 s0, s1, s2\n adds r1, r2, r6", want: 1 + 1},
			{code: "vadd.f32 s0, s1, s2\n vmla.f32 s0, s3, s4", want: 1 + 3}, // as an addend
			{code: "vmul.f32 s0, s1, s2\n vfma.f32 s3, s0, s4", want: 1 + 3 + 1},
			{code: "vmul.f32 s0, s1, s2\n vmla.f32 s3, s4, s0", want: 1 + 3 + 1},
			{code: "vmul.f32 s0, s1, s2\n vsqrt.f32 s3, s0", want: 1 + 1 + 1},
			{code: "vmul.f32 s0, s1, s2\n vdiv.f32 s3, s4, s0", want: 1 + 1 + 1},
		})},
	{"VMLA, VFMA: result used at once; as the next one's addend", "3 + 1; 3", slices.Concat(
		usedAtOnce(3, 1, "vmla.f32 s0, s1, s2", "vmls.f32 s0, s1, s2", "vnmla.f32 s0, s1, s2", "vnmls.f32 s0, s1, s2",
			"vfma.f32 s0, s1, s2", "vfms.f32 s0, s1, s2", "vfnma.f32 s0, s1, s2", "vfnms.f32 s0, s1, s2"),
		[]priced{
			{code: "vmla.f32 s0, s1, s2\n vmla.f32 s0, s1, s2", want: 3 + 3},
			{code: "vfma.f32 s0, s1, s2\n vfma.f32 s0, s1, s2", want: 3 + 3},
			{code: "vmla.f32 s0, s1, s2\n vmla.f32 s3, s0, s2", want: 3 + 3 + 1},
			{code: "vmla.f32 s0, s1, s2\n vmla.f32 s3, s1, s0", want: 3 + 3 + 1},
		})},
	{"VDIV, VSQRT: FPU busy; result", "14; 15; integer instructions go on", slices.Concat(
		usedAtOnce(1, 14, "vdiv.f32 s0, s1, s2", "vsqrt.f32 s0, s1"),
		[]priced{
			{code: "vdiv.f32 s0, s1, s2\n vadd.f32 s3, s4, s5", want: 14 + 1},
			{code: "vsqrt.f32 s0, s1\n vldr s3, [r7]", want: 14 + 2},
			{code: "vdiv.f32 s0, s1, s2\n vmov r1, s3", want: 14 + 1},
			{code: "vdiv.f32 s0, s1, s2\n adds r1, r2, r6\n adds r1, r2, r6", want: 1 + 1 + 1},
			{code: "vdiv.f32 s0, s1, s2\n .rept 10\n nop\n .endr\n vadd.f32 s3, s4, s5", want: 14 + 1},
			{code: "vdiv.f32 s0, s1, s2\n .rept 14\n nop\n .endr\n vadd.f32 s3, s0, s5", want: 1 + 14 + 1},
			{code: "vdiv.f32 s0, s1, s2\n .rept 16\n nop\n .endr\n vadd.f32 s3, s0, s5", want: 1 + 16 + 1},
			{code: "vdiv.f32 s0, s1, s2\n vmla.f32 s0, s3, s4", want: 14 + 3},
			{code: "vdiv.f32 s0, s1, s2\n vdiv.f32 s3, s4, s5\n vadd.f32 s6, s4, s5", want: 14 + 14 + 1},
		})},
	{"VLDM, VSTM; VLDR, VSTR of a double", "1 + N; 3", []priced{
		{code: "vldm r7, {s0}", want: 1 + 1},
		{code: "vldm r7, {s0-s2}", want: 1 + 3},
		{code: "vldm r7, {d0-d2}", want: 1 + 6},
		{code: "vstm r7, {s0-s2}", want: 1 + 3},
		{code: "vpush {s0-s3}\n vpop {s0-s3}", want: 1 + 4 + 1 + 4},
		{code: "vldr d0, [r7]", want: 3},
		{code: "vstr d0, [r7]", want: 3},
	}},
	{"VSTR of a single", "2", all(2, "vstr s0, [r7]", "vstr s31, [r7, #8]")},
	{"VMOV, VABS, VNEG, VCMP, VMRS, VMSR; VMOV of two core registers", "1; 2", slices.Concat(
		all(1, "vmov r1, s0", "vmov s0, r1", "vmov.f32 s0, s1", "vmov.f32 s0, #1.0", "vabs.f32 s0, s1", "vneg.f32 s0, s1",
			"vcmp.f32 s0, s1", "vcmpe.f32 s0, #0", "vmrs r1, fpscr", "vmsr fpscr, r4"),
		all(2, "vmov s0, s1, r1, r2", "vmov r1, r2, s0, s1"),
		[]priced{
			{code: "vmov.f32 s0, s1\n vmla.f32 s0, s3, s4", want: 1 + 3}, // as an addend
			{code: "vmov s0, r4\n vmla.f32 s0, s3, s4", want: 1 + 3},
			{code: "vmov.f32 s0, #1.0\n vmla.f32 s0, s3, s4", want: 1 + 3},
			{code: "vabs.f32 s0, s1\n vmla.f32 s0, s3, s4", want: 1 + 3},
			{code: "vldr s0, [r7]\n vmla.f32 s0, s3, s4", want: 2 + 3},
			{code: "vldr s0, [r7]\n vadd.f32 s3, s0, s4", want: 2 + 1},
			{code: "vldm r7, {s0, s1}\n vadd.f32 s3, s0, s1", want: 3 + 1},
			{code: "vcvt.f32.s32 s0, s1\n vmla.f32 s0, s3, s4", want: 1 + 3},
			{code: "vnmul.f32 s0, s1, s2\n vfma.f32 s0, s3, s4", want: 1 + 3},
			{code: "vdiv.f32 s0, s1, s2\n vldr s3, [r7]\n vldr s4, [r7]", want: 14 + 2 + 1},
			{code: "vmov r1, r2, s0, s1\n vmov s0, s1, r1, r2", want: 2 + 2},
		},
		usedAtOnce(1, 0, "vmov s0, r4", "vmov.f32 s0, s1", "vmov.f32 s0, #1.0", "vabs.f32 s0, s1", "vneg.f32 s0, s1"))},
}

// usedAtOnce prices instructions that write s0 with VADD and with VMUL behind
// them, and with VADD of something else.
func usedAtOnce(alone, more int, code ...string) []priced {
	var rows []priced
	for _, c := range code {
		rows = append(rows, priced{code: c + "\n vadd.f32 s3, s0, s4", want: alone + 1 + more},
			priced{code: c + "\n vmul.f32 s3, s4, s0", want: alone + 1 + more}, priced{code: c, want: alone})
		if !strings.HasPrefix(c, "vdiv") && !strings.HasPrefix(c, "vsqrt") { // which keep the FPU
			rows = append(rows, priced{code: c + "\n vadd.f32 s3, s4, s5", want: alone + 1})
		}
	}
	return rows
}
