# The project's commands. The work is done by scripts/; each says what it does.
.PHONY: help run test check crash bench soak installer clean
.DEFAULT_GOAL := help

help:
	@echo "make run        装齐、构建、跑演示、打开窗口      set up, build, run the demo, open the window"
	@echo "make test       装齐并跑全部测试                  set up and run every test"
	@echo "make test-STEP  只跑其中一步（如 make test-wine） run one step of it only"
	@echo "make check      改代码时的快速检查                the quick check while working"
	@echo "make crash N=5000  反复强行结束程序 N 次，查有无丢失   kill the program N times, look what is lost"
	@echo "make bench      性能基准                          benchmarks"
	@echo "make soak       长时间测试：模糊、重复、竞态      long tests: fuzzing, repetition, races"
	@echo "make installer  Windows 安装程序                  the Windows setup"
	@echo "make clean      删除一切可再生成的文件            delete whatever can be made again"

run:
	@scripts/run.sh

test:
	@scripts/test.sh all

test-%:
	@scripts/test.sh $*

check:
	@scripts/test.sh check

crash:
	@N=$(N) scripts/step.sh crash

bench:
	@scripts/setup.sh test
	@scripts/step.sh bench

soak:
	@scripts/soak.sh

installer:
	@scripts/setup.sh test
	@scripts/build.sh frontend console-windows window-windows installer
	@ls -l build/bin/*.exe

clean:
	rm -rf build/bin build/cache demo-out frontend/node_modules
	find frontend/dist -mindepth 1 -not -name .gitkeep -delete
