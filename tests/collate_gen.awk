# Disclosures by the thousand: awk -v n=N -v folder=F -f collate_gen.awk. The
# I-th has I kWh (a tenth of it more or less), 400 g/kWh and 2 I device-hours;
# each seventh states no emissions, each eleventh no place. All of one hash.
BEGIN {
	split("FRA DEU USA CHN POL", places, " ")
	split("measured sampled modelled assumed", evidence, " ")
	for (i = 1; i <= n; i++) {
		file = folder "/p" i ".json"
		q = evidence[i % 4 + 1]
		grid = i % 11 == 0 ? "null" : "\"" places[i % 5 + 1] "\""
		co2e = i % 7 == 0 ? "null" : \
		    quantity(i * 0.4, i * 0.36, i * 0.44, "kg", q)
		printf "{\"wattleaf\": \"0.1.0\", \"catalog\": \"2026.11\", \"study\": {\"title\": \"Study %d\", \"method\": \"wattleaf\", \"anonymous\": false}, \"models\": [{\"id\": \"m\", \"name\": \"M\", \"quality\": \"%s\", \"places\": [{\"grid\": %s, \"region\": null, \"name\": null, \"year\": null}]}], \"totals\": {\"device_hours\": %s, \"wall_hours\": null, \"power_w\": null, \"it_energy_kwh\": null, \"energy_kwh\": %s, \"co2e_kg\": %s, \"co2e_market_kg\": null, \"embodied_kg\": null, \"cost\": null, \"electricity_cost\": null}, \"factors\": [], \"sources\": [], \"diagnostics\": []}\n", \
		    i, q, grid, quantity(2 * i, 2 * i, 2 * i, "h", q), \
		    quantity(i, i * 0.9, i * 1.1, "kWh", q), co2e > file
		close(file)
	}
}

function quantity(value, low, high, unit, q)
{
	return sprintf("{\"value\": %.12g, \"low\": %.12g, \"high\": %.12g, \"unit\": \"%s\", \"quality\": \"%s\", \"sources\": []}", value, low, high, unit, q)
}
