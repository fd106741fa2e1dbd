# Two commands: `make run` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help deps test-deps build run run-kafka test test-fast test-python test-long test-kafka test-web sanitize fuzz bench lint format check sample docs install clean

SHELL := bash
SWIFT ?= swift
DATA ?= data
KAFKA_DATA ?= data-kafka
PREFIX ?= /usr/local
BUILD := $(SWIFT) build --explicit-target-dependency-import-check error
FENLIU := .build/release/fenliu
VENV := .venv

# What the product is built from, and what its tests need besides.
PACKAGES := pkg-config libsqlite3-dev libmicrohttpd-dev libyaml-dev libexpat1-dev libzip-dev libvectorscan-dev \
  libpcre2-dev libssl-dev libcurl4-openssl-dev librdkafka-dev
TEST_PACKAGES := chromium fonts-noto-cjk poppler-utils zip kcat

help: ## 显示本帮助 / this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

# Asks for what is missing only, and for sudo only when it is needed.
define install
	@missing=(); for p in $(1); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing+=($$p); done; \
	if [ $${#missing[@]} -gt 0 ]; then \
	  echo "安装 / installing: $${missing[*]}"; \
	  as=; [ "$$(id -u)" = 0 ] || as=sudo; \
	  $$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $${missing[*]} >/dev/null; fi
endef

deps: ## 安装缺少的 Debian 软件包 / install missing Debian packages
	@command -v $(SWIFT) >/dev/null || { echo "需要 Swift 6.2 或更新版本 / Swift 6.2 or newer is needed"; exit 1; }
	$(call install,$(PACKAGES))

test-deps: deps $(VENV)/ready ## 测试所需的软件包 / what the tests need
	$(call install,$(TEST_PACKAGES))

$(VENV)/ready: Tests/Python/requirements.txt
	@python3 -m venv $(VENV) 2>/dev/null || { echo "需要 python3-venv / python3-venv is needed"; exit 1; }
	@$(VENV)/bin/pip install -q --disable-pip-version-check -r $< && touch $@

build: deps ## 编译 / build, optimised
	$(BUILD) -c release --product fenliu

run: build ## 启动全部角色并受理样例日 / start every role and take in the sample day
	@# In a terminal the service gets a process group of its own: Ctrl-C is for it alone, and make ends with its status.
	@serve=($(FENLIU) serve --data $(DATA) --ingest Examples/day); \
	if [ -t 0 ]; then set -m; "$${serve[@]}"; exit $$?; fi; exec "$${serve[@]}"

run-kafka: build ## 在 Kafka 上启动并受理样例日 / the same on Kafka (KAFKA_HOME or FENLIU_KAFKA_BOOTSTRAP)
	@run=(env FENLIU=$(FENLIU) DATA=$(KAFKA_DATA) Tools/kafka/run); \
	if [ -t 0 ]; then set -m; "$${run[@]}"; exit $$?; fi; exec "$${run[@]}"

test: test-fast test-python test-long ## 全部测试 / all tests

test-fast: test-deps ## 快速测试 / the fast tests
	$(BUILD) --build-tests
	Tests/run-rooms

test-python: test-deps build ## 消息模式与命令行的外部检验 / schemas and the command line, seen from outside
	$(VENV)/bin/python -m pytest -q Tests/Python

test-long: test-deps build ## 强制终止等长测试 / kills and other long tests
	FENLIU_TEST_BINARY=$(abspath $(FENLIU)) $(VENV)/bin/python -m pytest -q -s Tests/Long

test-kafka: test-deps build ## 在真实的 Kafka 上（没有时按名跳过） / on a real Kafka, skipped by name where there is none
	@if Tools/kafka/cluster home >/dev/null && ! command -v java >/dev/null; then $(MAKE) --no-print-directory java; fi
	$(BUILD) --build-tests
	Tests/run-rooms EventLogKafkaTests
	FENLIU_TEST_BINARY=$(abspath $(FENLIU)) $(VENV)/bin/python -m pytest -q -s -rs Tests/Kafka

.PHONY: java
java:
	$(call install,openjdk-17-jre-headless)

sanitize: test-deps ## 线程与地址检查 / thread and address sanitizers
	Tests/Sanitizers/run

fuzz: deps ## 模糊测试 / fuzzing, FUZZ_SECONDS each
	Tests/Fuzzing/run $(or $(FUZZ_SECONDS),30)

bench: test-deps build ## 性能测量 / measurements
	$(call install,wrk)
	Benchmarks/run

lint: ## 格式检查 / format and shape
	$(SWIFT) format lint -r -s Package.swift Sources Tests

format: ## 统一格式 / bring the sources into shape
	$(SWIFT) format -i -r Package.swift Sources Tests

check: build ## 检查 Config 与 Topics / check Config and Topics
	$(FENLIU) check

sample: build ## 重新生成样例日 / make the sample day again
	$(FENLIU) sample --seed 20261123 --count 1140 --output Examples/day

install: build ## 安装到 PREFIX（默认 /usr/local） / install under PREFIX; an edited Config/fenliu.yaml there stays
	install -Dm755 $(FENLIU) $(DESTDIR)$(PREFIX)/bin/fenliu
	@for f in $$(find Config Topics -type f); do to=$(DESTDIR)$(PREFIX)/share/fenliu/$$f; \
	  if [ $$f = Config/fenliu.yaml ] && [ -e $$to ]; then continue; fi; install -Dm644 $$f $$to; done
	LANG=en_US $(FENLIU) manual | install -Dm644 /dev/stdin $(DESTDIR)$(PREFIX)/share/man/man1/fenliu.1
	LANG=zh_CN $(FENLIU) manual | install -Dm644 /dev/stdin $(DESTDIR)$(PREFIX)/share/man/zh_CN/man1/fenliu.1
	$(FENLIU) completions bash | install -Dm644 /dev/stdin $(DESTDIR)$(PREFIX)/share/bash-completion/completions/fenliu

clean: ## 清除编译结果 / remove what was built (data stay)
	rm -rf .build $(VENV)
