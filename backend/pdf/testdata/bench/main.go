// Command bench measures documents made by a process of its own: bench FILE N
// [WORKERS] makes the snapshot in FILE N times, each with a number of its own,
// and prints milliseconds each and the most memory the process had.
package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"shuangsuiji/backend/pdf"
)

func main() {
	began := time.Now()
	if err := run(began); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(began time.Time) error {
	snapshot, err := os.ReadFile(os.Args[1])
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(os.Args[2])
	if err != nil {
		return err
	}
	workers := 1
	if len(os.Args) > 3 {
		if workers, err = strconv.Atoi(os.Args[3]); err != nil {
			return err
		}
	}
	fonts, err := pdf.LoadFonts()
	if err != nil {
		return err
	}
	loaded := time.Now()
	var wait sync.WaitGroup
	failed := make(chan error, workers)
	for w := range workers {
		wait.Go(func() {
			for i := w; i < n; i += workers {
				_, pages, err := pdf.RenderPages(fonts, bytes.Replace(snapshot, []byte("0001号"), fmt.Appendf(nil, "%04d号", i+1), 1))
				if err == nil && pages != 2 {
					err = fmt.Errorf("%d pages", pages)
				}
				if err != nil {
					failed <- err
					return
				}
			}
		})
	}
	wait.Wait()
	select {
	case err := <-failed:
		return err
	default:
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	peak := ""
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			peak = strings.Fields(rest)[0]
		}
	}
	kb, err := strconv.Atoi(peak)
	if err != nil {
		return err
	}
	fmt.Printf("%.2f ms each, fonts %.0f ms, whole %.0f ms, memory %d MB\n", float64(time.Since(loaded).Microseconds())/1000/float64(n),
		float64(loaded.Sub(began).Microseconds())/1000, float64(time.Since(began).Microseconds())/1000, kb/1024)
	return nil
}
