package cli

import (
	"context"
	"fmt"
	"slices"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// unsupervised is the mode of the fine-tuned layer.
const unsupervised = "unsupervised"

// papersOwn repeats the run on the bundled fan with the paper's own front end, and says
// in one line what came of it, so that the default does not stand there alone. A run
// that has it, or a model that is bound to another, has no such line. Cycles are not
// asked for, so the host computes.
func papersOwn(ctx context.Context, s *streams, spec bench.Spec) error {
	if spec.FrontEnd == string(frontend.Raw) || spec.Model != "" {
		return nil
	}
	spec.FrontEnd, spec.Mode, spec.Learners, spec.Engine = string(frontend.Raw), unsupervised, nil, "host"
	spec.Test, spec.Out, spec.Resume, spec.Checkpoint, spec.Bootstrap = nil, "", false, nil, false
	summary, err := bench.Run(ctx, spec, opener(ctx), bench.Silent{})
	if err != nil || summary.Interrupted {
		return err
	}
	alarms, detection := 0.0, 0.0
	for i := range summary.Runs {
		a := summary.Runs[i].Anomaly
		if a == nil || a.FalseAlarmRate == nil || a.DetectionAt1 == nil {
			return nil
		}
		alarms += *a.FalseAlarmRate / float64(len(summary.Runs))
		detection += *a.DetectionAt1 / float64(len(summary.Runs))
	}
	_, err = fmt.Fprintf(s.out, "  The paper's own front end (--frontend raw) in this run: false alarms %s, at 1 %% %s.\n",
		wording.Rate.Text(alarms), wording.Rate.Text(detection))
	return err
}

// finetuned reports whether the fine-tuned layer was among what ran.
func finetuned(summary *result.Summary) bool {
	return slices.ContainsFunc(summary.Runs, func(r result.Run) bool { return r.Mode == unsupervised })
}
