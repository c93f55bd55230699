package result

import "io"

// Progress is what is finished of a run of several seeds that is at work or was
// stopped: so many seeds, and the leading bytes of the files that grow. What lies
// behind those belongs to seeds that are not finished.
type Progress struct {
	Seeds            int   `json:"seeds"`
	StepsBytes       int64 `json:"steps_bytes"`
	AssessmentsBytes int64 `json:"assess_bytes"`
}

// finished is the part of a growing file that belongs to the summary's runs.
func (s *Summary) finished(file io.Reader, name string) io.Reader {
	switch {
	case s.Progress == nil:
		return file
	case name == AssessmentsFile:
		return io.LimitReader(file, s.Progress.AssessmentsBytes)
	}
	return io.LimitReader(file, s.Progress.StepsBytes)
}
