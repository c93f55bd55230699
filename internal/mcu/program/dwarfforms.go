package program

// Tags that matter (DWARF 5, section 7.5.3).
const (
	tagCompileUnit       = 0x11
	tagInlinedSubroutine = 0x1D
	tagSubprogram        = 0x2E
)

// Attributes that are read (section 7.5.4).
const (
	attributeName          = 0x03
	attributeLineProgram   = 0x10
	attributeLow           = 0x11
	attributeHigh          = 0x12
	attributeFolder        = 0x1B
	attributeOrigin        = 0x31
	attributeSpecification = 0x47
	attributeRanges        = 0x55
	attributeCallFile      = 0x58
	attributeCallLine      = 0x59
	attributeLinkageName   = 0x6E
	attributeStringOffsets = 0x72
	attributeAddresses     = 0x73
	attributeRangeLists    = 0x74

	maxAttribute = attributeRangeLists
)

// Forms in which these and all other attributes are written (section 7.5.6).
const (
	formAddress       = 0x01
	formBlock2        = 0x03
	formBlock4        = 0x04
	formData2         = 0x05
	formData4         = 0x06
	formData8         = 0x07
	formString        = 0x08
	formBlock         = 0x09
	formBlock1        = 0x0A
	formData1         = 0x0B
	formFlag          = 0x0C
	formSdata         = 0x0D
	formStrp          = 0x0E
	formUdata         = 0x0F
	formRefAddress    = 0x10
	formRef1          = 0x11
	formRef2          = 0x12
	formRef4          = 0x13
	formRef8          = 0x14
	formRefUdata      = 0x15
	formIndirect      = 0x16
	formSectionOffset = 0x17
	formExpression    = 0x18
	formFlagPresent   = 0x19
	formStrx          = 0x1A
	formAddrx         = 0x1B
	formRefSup4       = 0x1C
	formStrpSup       = 0x1D
	formData16        = 0x1E
	formLineStrp      = 0x1F
	formRefSignature  = 0x20
	formImplicitConst = 0x21
	formLoclistx      = 0x22
	formRnglistx      = 0x23
	formRefSup8       = 0x24
	formStrx1         = 0x25 // to formStrx4
	formStrx4         = 0x28
	formAddrx1        = 0x29 // to formAddrx4
	formAddrx4        = 0x2C
	formGNURefAlt     = 0x1F20
	formGNUStrpAlt    = 0x1F21
)

// sizeOfForm is how many bytes the form's value takes, where that is always the
// same.
func sizeOfForm(form uint16) int {
	switch form {
	case formData1, formRef1, formFlag, formStrx1, formAddrx1:
		return 1
	case formData2, formRef2, formStrx1 + 1, formAddrx1 + 1:
		return 2
	case formStrx1 + 2, formAddrx1 + 2:
		return 3
	case formAddress, formData4, formRef4, formRefAddress, formSectionOffset, formStrp, formLineStrp, formStrpSup, formRefSup4,
		formStrx4, formAddrx4, formGNURefAlt, formGNUStrpAlt:
		return 4
	case formData8, formRef8, formRefSignature, formRefSup8:
		return 8
	case formData16:
		return 16
	}
	return 0
}

// sizeOfLength is how many bytes the length takes that a block begins with.
func sizeOfLength(form uint16) int {
	switch form {
	case formBlock1:
		return 1
	case formBlock2:
		return 2
	case formBlock4:
		return 4
	}
	return 0
}
