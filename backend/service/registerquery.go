package service

import (
	"context"
	"slices"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// of is the filter of a list of noun. The lists of the registers have more
// columns to narrow by than others.
func (q Query) of(noun inspect.Noun, today string) store.Filter {
	f := q.filter()
	equal := func(column, value string) {
		if value != "" {
			f.Equal = append(f.Equal, store.Equal{Column: column, Value: value})
		}
	}
	equal("status", q.Status)
	ends := "cert_until"
	if noun == inspect.NounSubject {
		ends = "licence_to"
		equal("station", q.Station)
		equal("risk", q.Risk)
		switch q.Key {
		case "yes":
			f.Equal = append(f.Equal, store.Equal{Column: "key", Value: 1})
		case "no":
			f.Equal = append(f.Equal, store.Equal{Column: "key", Value: 0})
		}
		switch {
		case q.Merged:
			f.Within = append(f.Within, store.Within{Column: "merged", From: "0", To: "~"})
		case q.Search == "": // what was merged is not in the search index
			f.Equal = append(f.Equal, store.Equal{Column: "merged", Value: ""})
		}
	}
	if q.Expiring == expired {
		f.Within = append(f.Within, store.Within{Column: ends, From: "0", To: inspect.Day(today, -1)})
	} else if days, err := strconv.Atoi(q.Expiring); err == nil {
		f.Within = append(f.Within, store.Within{Column: ends, From: today, To: inspect.Day(today, days)})
	}
	f.Faults = faultsAt(today, q.Soon)
	f.Faults.Only = q.Fault
	return f
}

// expired asks for what has ended already; a number of days for what will.
const expired = "expired"

// soonDays is how many days ahead the look-over calls soon, unless told.
const soonDays = 30

func faultsAt(today string, soon int) store.Faults {
	if soon <= 0 {
		soon = soonDays
	}
	return store.Faults{Today: today, Soon: inspect.Day(today, soon), YearAgo: inspect.Day(today, -365)}
}

// Choices are the values that a register's columns hold, to filter by.
type Choices struct {
	Trades      []string `json:"trades"`
	Departments []string `json:"departments"`
	Stations    []string `json:"stations"`
	Statuses    []string `json:"statuses"`
	Risks       []string `json:"risks"`

	Qualifications []string `json:"qualifications"` // 岗位资质 of serving inspectors
}

// SubjectChoices lists what the subject register may be filtered by.
func (l *Library) SubjectChoices(ctx context.Context, a inspect.Actor) (Choices, error) {
	c := Choices{Qualifications: []string{}}
	if err := a.May(inspect.ActRead); err != nil {
		return c, err
	}
	rows, err := store.Distinct(ctx, l.c.db, inspect.NounSubject, "trade", "department", "station", "status", "risk")
	c.Trades, c.Departments, c.Stations, c.Statuses, c.Risks = column(rows, 0), column(rows, 1), column(rows, 2), column(rows, 3), column(rows, 4)
	return c, err
}

// InspectorChoices lists what the inspector register may be filtered by.
func (l *Library) InspectorChoices(ctx context.Context, a inspect.Actor) (Choices, error) {
	c := Choices{Trades: []string{}, Stations: []string{}, Risks: []string{}, Qualifications: []string{}}
	if err := a.May(inspect.ActRead); err != nil {
		return c, err
	}
	rows, err := store.Distinct(ctx, l.c.db, inspect.NounInspector, "department", "status")
	c.Departments, c.Statuses = column(rows, 0), column(rows, 1)
	if err != nil {
		return c, err
	}
	people, _, err := store.List[inspect.Inspector](ctx, l.c.db, inspect.NounInspector, store.Filter{})
	for _, p := range people {
		if p.Serving() {
			c.Qualifications = append(c.Qualifications, p.Qualifications...)
		}
	}
	slices.Sort(c.Qualifications)
	c.Qualifications = slices.Compact(c.Qualifications)
	return c, err
}

// column is what one column of rows holds, each value once, in order.
func column(rows [][]string, i int) []string {
	list := []string{}
	for _, r := range rows {
		if r[i] != "" {
			list = append(list, r[i])
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
