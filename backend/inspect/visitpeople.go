package inspect

import "strings"

// checkPeople holds the people of a record apart: a witness sees for neither
// side, and what was interpreted says in which language and by whom.
func checkPeople(v Visit, team Team, add adder) {
	name := strings.TrimSpace
	same := func(a, b string) bool { return name(a) != "" && name(a) == name(b) }
	for _, m := range team.Members {
		if same(v.Witness, m.Name) {
			add("witness", "第二十条", "见证人%s是本检查组成员，应由其他人见证", name(v.Witness))
		}
	}
	for _, p := range []struct{ field, who, name, id string }{
		{"witness", "见证人", v.Witness, v.WitnessID}, {"interpreter", "翻译人员", v.Interpreter, v.InterpreterID}, {"legalRep", "到场的法定代表人（负责人）", v.LegalRep, v.LegalRepID},
	} {
		if p.field != "legalRep" && (same(p.name, v.PartyName) || same(p.name, v.LegalRep)) {
			add(p.field, "第二十条", "%s%s是被检查单位的在场人员，应由其他人担任", p.who, name(p.name))
		}
		if blank(p.name) && !blank(p.id) {
			add(p.field, "第二十条", "写了%s的证件号或单位，没有写姓名", p.who)
		}
	}
	if same(v.Interpreter, v.Witness) {
		add("interpreter", "第二十条", "翻译人员%s又是见证人，应由不同的人担任", name(v.Interpreter))
	}
	if !blank(v.Interpreter) && blank(v.Language) {
		add("language", "第二十条", "有翻译人员在场，没有写明翻译的语种")
	}
	if blank(v.Interpreter) && !blank(v.Language) {
		add("interpreter", "第二十条", "写了翻译的语种，没有写翻译人员")
	}
}
