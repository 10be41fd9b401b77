# prongsai with what reading scans needs. Build it in the root of the repository:
#     docker build -t prongsai .
#     docker run --init --rm -v "$PWD/reports:/in:ro" -v "$PWD/records:/out" prongsai convert /in --out /out
# Versions are those of requirements.lock; the extras ray and review, and what only tests need, are left out.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml requirements.lock README.md LICENSE ./
COPY prongsai prongsai
COPY extract extract
COPY normalise normalise
COPY schemas schemas
RUN sed -n 's/^\([A-Za-z0-9._-]*==[^ ;\\]*\).*/\1/p' requirements.lock > pins.txt \
 && python -m venv /opt/prongsai \
 && /opt/prongsai/bin/pip install --no-cache-dir --only-binary :all: --constraint pins.txt hatchling \
 && /opt/prongsai/bin/pip install --no-cache-dir --no-build-isolation --constraint pins.txt ".[ocr]" \
 && /opt/prongsai/bin/pip uninstall --yes hatchling pip

FROM python:3.11-slim-bookworm
# Debian keeps one version of a package: a pinned one could not be had after its next mending.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends tesseract-ocr-tha tesseract-ocr-eng tesseract-ocr-osd \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 1000 prongsai \
 && mkdir /out && chown prongsai /out
COPY --from=build /opt/prongsai /opt/prongsai
ENV PATH=/opt/prongsai/bin:$PATH PYTHONUNBUFFERED=1
USER 1000
WORKDIR /home/prongsai
ENTRYPOINT ["prongsai"]
CMD ["--help"]
