// Package disk makes a rename survive a power cut: the one thing that writing a
// file safely (beside it, synced, renamed) leaves to the system at hand.
package disk
