// Package costs draws what a step costs on a board: its cycles by phase and its
// memory by region. The run's page and the paper's figures both show them.
package costs
