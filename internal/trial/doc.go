// Package trial tries a handful of front ends and learners on one recording whose
// owner has never seen the tool: it looks at the file, asks what it cannot know, runs
// package bench a few times, and chooses the best combination on other windows than
// those it reports (docs/RATIONALE.md, "Which of what try has tried is the best?").
package trial
