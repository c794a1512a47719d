package app

import (
	"context"
	"sync"
	"time"

	"github.com/google/uuid"

	"shuangsuiji/backend/inspect"
)

// JobState is where a job stands.
type JobState string

const (
	JobRunning  JobState = "running"
	JobDone     JobState = "done"
	JobFailed   JobState = "failed"
	JobCanceled JobState = "canceled"
)

// Label is the state's name on the page.
func (s JobState) Label() string {
	switch s {
	case JobRunning:
		return "进行中"
	case JobDone:
		return "已完成"
	case JobFailed:
		return "未完成"
	case JobCanceled:
		return "已取消"
	}
	return string(s)
}

// Job is long work seen from the page.
type Job struct {
	ID      string         `json:"id"`
	Title   string         `json:"title"`
	State   JobState       `json:"state"`
	Done    int64          `json:"done"`
	Total   int64          `json:"total"` // 0: not known
	Note    string         `json:"note"`  // what is being done now
	Error   *inspect.Error `json:"error"`
	Started string         `json:"started"`
	Ended   string         `json:"ended"` // "" while running
}

// progress tells how far a job is; it may be called as often as one likes.
type progress func(done, total int64, note string)

const (
	jobEvent    = "job"
	jobInterval = 100 * time.Millisecond // between two events of one job
	jobsKept    = 50                     // ended jobs remembered per session
)

// jobTable holds the jobs of one session. Its zero value is empty.
type jobTable struct {
	mu      sync.Mutex
	order   []*jobEntry // oldest first
	stopped bool
	wait    sync.WaitGroup
}

type jobEntry struct {
	job    Job
	told   time.Time // of the last event
	result any
	cancel context.CancelFunc
}

// startJob runs fn in the background and returns the job's id at once.
// name is "Struct.Method" for the log, title is for the person.
func startJob[T any](s *Session, name, title string,
	fn func(ctx context.Context, a inspect.Actor, tell progress) (T, error)) (string, error) {
	return call(s, name, func(ctx context.Context, a inspect.Actor) (string, error) {
		ctx, cancel := context.WithCancel(ctx)
		e := &jobEntry{cancel: cancel, job: Job{
			ID: uuid.Must(uuid.NewV7()).String(), Title: title, State: JobRunning,
			Started: inspect.Instant(time.Now()),
		}}
		id := e.job.ID
		return id, s.jobs.run(e, func() {
			defer cancel()
			s.tellJob(e, func(*Job) {})
			out, err := protect(s.log(), name, func() (T, error) {
				return fn(ctx, a, func(done, total int64, note string) {
					s.tellJob(e, func(j *Job) { j.Done, j.Total, j.Note = done, total, note })
				})
			})
			s.tellJob(e, func(j *Job) { e.result = out; j.end(err) })
		})
	})
}

func (j *Job) end(err error) {
	j.Ended = inspect.Instant(time.Now())
	j.State = JobDone
	if err != nil {
		j.Error = forPerson(err)
		j.State = JobFailed
		if j.Error.Code == inspect.Canceled {
			j.State = JobCanceled
		}
	}
}

// jobResult is what the job returned; refused while it runs or when it failed.
func jobResult[T any](s *Session, id string) (T, error) {
	var zero T
	s.jobs.mu.Lock()
	defer s.jobs.mu.Unlock()
	e, err := s.jobs.find(id)
	if err != nil {
		return zero, err
	}
	if e.job.Error != nil {
		return zero, e.job.Error
	}
	out, ok := e.result.(T)
	if e.job.State == JobRunning || !ok {
		return zero, inspect.E(inspect.Busy, "“%s”还没有完成", e.job.Title).WithRef(id).WithHint("请等它完成")
	}
	return out, nil
}

// tellJob changes a running job and sends it to the page, throttled while it
// runs on. What a worker tells after the end is ignored.
func (s *Session) tellJob(e *jobEntry, change func(*Job)) {
	s.jobs.mu.Lock()
	if e.job.State != JobRunning {
		s.jobs.mu.Unlock()
		return
	}
	change(&e.job)
	now := time.Now()
	if e.job.State == JobRunning && now.Sub(e.told) < jobInterval {
		s.jobs.mu.Unlock()
		return
	}
	e.told = now
	job := e.job
	s.jobs.mu.Unlock()
	s.host.emit(jobEvent, job.ID, job)
}

// run remembers e and starts fn, unless the session is ending.
func (t *jobTable) run(e *jobEntry, fn func()) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.stopped {
		return inspect.E(inspect.Busy, "程序正在退出").WithHint("请重新打开程序后再试")
	}
	t.order = append(t.order, e)
	for i := 0; len(t.order) > jobsKept && i < len(t.order); {
		if t.order[i].job.State == JobRunning {
			i++
			continue
		}
		t.order = append(t.order[:i], t.order[i+1:]...)
	}
	t.wait.Go(fn)
	return nil
}

// find needs t.mu.
func (t *jobTable) find(id string) (*jobEntry, error) {
	for _, e := range t.order {
		if e.job.ID == id {
			return e, nil
		}
	}
	return nil, inspect.E(inspect.NotFound, "没有这项后台工作").WithRef(id).WithHint("它可能在程序上次运行时已结束；请重新开始")
}

// stop cancels what still runs and waits for it to end.
func (t *jobTable) stop() {
	t.mu.Lock()
	t.stopped = true
	for _, e := range t.order {
		e.cancel()
	}
	t.mu.Unlock()
	t.wait.Wait()
}

// Jobs is the page's view of long work.
type Jobs struct{ s *Session }

// List gives the session's jobs, oldest first.
func (b *Jobs) List() ([]Job, error) {
	return call(b.s, "Jobs.List", func(context.Context, inspect.Actor) ([]Job, error) {
		t := &b.s.jobs
		t.mu.Lock()
		defer t.mu.Unlock()
		var jobs []Job
		for _, e := range t.order {
			jobs = append(jobs, e.job)
		}
		return jobs, nil
	})
}

// Cancel asks a job to stop; its last event says when it has.
func (b *Jobs) Cancel(id string) error {
	return do(b.s, "Jobs.Cancel", func(context.Context, inspect.Actor) error {
		t := &b.s.jobs
		t.mu.Lock()
		defer t.mu.Unlock()
		e, err := t.find(id)
		if err != nil {
			return err
		}
		e.cancel()
		return nil
	})
}
