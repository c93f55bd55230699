package main

import (
	"fmt"
	"io"
	"strings"
)

const head = `# Defaults

What the rules of [RATIONALE.md](RATIONALE.md#by-what-rules-were-the-defaults-chosen)
go by, and what they answer. They look at the healthy rows of training recordings
alone: the first four fifths train, as bench trains, and the last fifth says what came
of it. Faults are injected into copies of that fifth, each channel in turn: its
deviations from the mean times %g, or a tone of %d rows whose amplitude is the channel's
standard deviation. Another mounting turns it by %d degrees about each axis; where there
are no three axes, a channel is offset by its standard deviation. Means over %d seeds.

Written by ` + "`make defaults DATA=...`" + ` from the recordings of [RESULTS.md](RESULTS.md); a
test holds it to the bundled one and to the program.

| default | answer |
|---|---|
| front end | %s |
| epochs | %d |
| learning rate of the fine-tuned layer | %g |
| step of the running threshold | %g |
`

// document writes the page.
func (m *measured) document(w io.Writer) {
	fmt.Fprintf(w, head, faultGain, tonePeriod, mountedTurn, seeds, m.frontEnd, fewEpochs, m.rate(), m.step())
	m.frontEndTable(w)
	m.epochsTable(w)
	m.rateTable(w)
	m.stepTable(w)
}

func (m *measured) frontEndTable(w io.Writer) {
	fmt.Fprint(w, `
## Front end

AUC of the faults; share of the held-out windows with a false alarm, as they are and of
another mounting; and the AUC less the latter, of which the highest mean is chosen.
Beside it, what would come out if the alarms that another mounting adds alone were
taken off.

| recording, front end | AUC of faults | false alarms | of another mounting | worth | by what is added |
|---|---:|---:|---:|---:|---:|
`)
	for i, kind := range m.kinds {
		for k, name := range m.names {
			j := m.judged[i][k]
			fmt.Fprintf(w, "| %s, %s | %.3f | %.1f %% | %.1f %% | %.3f | %.3f |\n", name, kind, j.auc, 100*j.alarms, 100*j.mounted, j.worth(), j.byIncrease())
		}
	}
	for i, kind := range m.kinds {
		fmt.Fprintf(w, "| mean, %s | | | | %.3f | %.3f |\n", kind, meanOver(m.judged[i], judged.worth), meanOver(m.judged[i], judged.byIncrease))
	}
	for _, why := range m.leftOut {
		fmt.Fprintf(w, "\nLeft out: %s.\n", strings.TrimSuffix(why, "."))
	}
}

func (m *measured) epochsTable(w io.Writer) {
	fmt.Fprintf(w, `
## Epochs

Worth after %d passes, and after as many as make %d updates of %d windows, on each
recording and on its first quarter alone. In the mean training longer is worth %+.3f;
it is taken where that is more than %g.

| recording | windows | at %d: false alarms | worth | epochs | false alarms | worth |
|---|---:|---:|---:|---:|---:|---:|
`, fewEpochs, leastUpdates, batch, meanGain(m.longer), point, fewEpochs)
	for _, t := range m.longer {
		fmt.Fprintf(w, "| %s | %d | %.1f %% | %.3f | %d | %.1f %% | %.3f |\n", t.name, t.windows,
			100*t.few.alarms, t.few.worth(), t.epochs, 100*t.many.alarms, t.many.worth())
	}
}

func (m *measured) rateTable(w io.Writer) {
	fmt.Fprint(w, `
## Learning rate

What 2000 updates on the windows that trained add to the mean error of the held-out
ones, where nothing has changed. A recording bears the largest rate up to which that is
less than the standard deviation between seeds; chosen is what all bear.

| recording | between seeds |`)
	for _, rate := range rates {
		fmt.Fprintf(w, " %g |", rate)
	}
	fmt.Fprintf(w, " bears |\n|---|---:|%s---:|\n", strings.Repeat("---:|", len(rates)))
	for i, name := range m.names {
		fmt.Fprintf(w, "| %s | %.1f %% |", name, 100*m.spreads[i])
		for _, l := range m.rises[i] {
			fmt.Fprintf(w, " %+.1f %% |", 100*l.rise)
		}
		fmt.Fprintf(w, " %g |\n", chooseRate(m.rises[i], m.spreads[i]))
	}
}

func (m *measured) stepTable(w io.Writer) {
	fmt.Fprintf(w, `
## Step of the running threshold

Windows until the threshold stands where its promise holds (the 95 %% interval of
Clopper and Pearson for the windows that share no row), begun at half and at twice of
where it was trained; behind that, the share of faulty windows that it misses and one
that stands at the quantile does not. Of the steps that lose at most a point more than
the one which loses least, the one that settles first is a recording's; chosen is the
smallest of them. Recordings with fewer than %d such windows promise nothing that could
be looked at, and are left out.

| recording |`, leastApart)
	for _, step := range steps {
		fmt.Fprintf(w, " %g |", step)
	}
	fmt.Fprintf(w, " best |\n|---|%s---:|\n", strings.Repeat("---:|", len(steps)))
	for i, name := range m.names {
		if m.followed[i] == nil {
			continue
		}
		fmt.Fprintf(w, "| %s |", name)
		for _, f := range m.followed[i] {
			fmt.Fprintf(w, " %.0f, %.1f %% |", f.settled, 100*f.lost)
		}
		fmt.Fprintf(w, " %g |\n", chooseStep(m.followed[i]))
	}
}
