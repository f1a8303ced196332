"""Answers JSON Lines with `certwise batch` in every partition: spark-submit spark.py PEOPLE ANSWERS [PARTITIONS]

CERTWISE names the program (default: certwise), AS_OF the day that the answers are for.
"""

import os
import sys

from pyspark import SparkConf, SparkContext

people, answers, *partitions = sys.argv[1:]
certwise = os.environ.get("CERTWISE", "certwise")
# Without a day each process would ask its own clock, and a long job passes midnight.
command = f"{certwise} batch - --as-of {os.environ['AS_OF']} --faults-ok"

# What is not set elsewhere: this machine alone.
conf = SparkConf().setAppName("certwise").setIfMissing("spark.master", "local[*]")
if conf.get("spark.master").startswith("local"):
    conf.setIfMissing("spark.driver.host", "127.0.0.1").setIfMissing("spark.driver.bindAddress", "127.0.0.1")
spark = SparkContext(conf=conf)
# checkCode: without it a wrong flag gives no answers and no error.
spark.textFile(people, *map(int, partitions)).pipe(command, checkCode=True).saveAsTextFile(answers)
