package result

// costs adds what the program needs of the board.
func (l *measures) costs(r *Run) {
	if c := r.Cycles; c != nil {
		l.steps("cycles.", UnitCycles, c.Provenance, c.Phases, &c.Inference, c.Online, c.Frozen)
	}
	if t := r.TimeUS; t != nil {
		l.steps("time_us.", UnitMicroseconds, t.Provenance, t.Phases, &t.Inference, t.Online, t.Frozen)
	}
	if d := r.Deadline; d != nil {
		l.is(Cost, UnitMicroseconds).add("deadline.period_us", d.PeriodUS)
		l.mark = d.Provenance
		l.add("deadline.step_us", d.StepUS)
		l.unit = UnitFraction
		l.add("deadline.utilisation", d.Utilisation)
	}
	if e := r.EnergyUJ; e != nil {
		l.is(Cost, UnitMicrojoules).mark = e.Provenance
		l.add("energy_uj.inference", e.Inference)
		l.optional("energy_uj.online", e.Online)
		l.frozen("energy_uj.frozen", "energy_uj.inference", e.Frozen)
	}
	l.memory(r.Memory)
}

// steps adds the means of a distribution over steps, by phase and in all.
func (l *measures) steps(prefix string, unit Unit, mark Provenance, phases map[string]Dist, inference, online, frozen *Dist) {
	l.is(Cost, unit).mark = mark
	for _, phase := range Phases {
		if d, ok := phases[phase]; ok {
			l.add(prefix+"phases."+phase+".mean", d.Mean)
		}
	}
	l.add(prefix+"inference.mean", inference.Mean)
	if online != nil {
		l.add(prefix+"online.mean", online.Mean)
	}
	if frozen != nil {
		l.frozen(prefix+"frozen.mean", prefix+"inference.mean", &frozen.Mean)
	}
}

func (l *measures) memory(m *Memory) {
	if m == nil {
		return
	}
	l.is(Cost, UnitBytes).mark = m.Provenance // of code and stack, and so of the sums
	l.add("memory.flash_bytes", float64(m.FlashBytes))
	l.add("memory.ram_bytes", float64(m.RAMBytes))
	l.frozen("memory.flash_bytes_frozen", "memory.flash_bytes", number(m.FlashBytesFrozen))
	l.frozen("memory.ram_bytes_frozen", "memory.ram_bytes", number(m.RAMBytesFrozen))
	for _, p := range m.HighWater {
		l.add("memory.high_water."+p.Phase, float64(p.Bytes))
	}
	l.mark = ""
	l.add("memory.flash_limit", float64(m.FlashLimit))
	l.add("memory.ram_limit", float64(m.RAMLimit))
	for _, r := range m.Regions {
		l.mark = ""
		if modelledRegions[r.Name] {
			l.mark = m.Provenance
		}
		l.add("memory."+r.Kind+"."+r.Name, float64(r.Bytes))
	}
}

// modelledRegions are those whose size has Memory.Provenance.
var modelledRegions = map[string]bool{"code": true, "data and bss": true, "stack": true}

func number(n *int) *float64 {
	if n == nil {
		return nil
	}
	v := float64(*n)
	return &v
}
