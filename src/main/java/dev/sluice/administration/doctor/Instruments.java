package dev.sluice.administration.doctor;

import java.util.function.Supplier;

import dev.sluice.schema.iglu.Repositories;
import dev.sluice.transform.Transforms;
import dev.sluice.warehouse.AccountAccess;
import dev.sluice.warehouse.Tables;

/**
 * What the doctor looks with, each made when it is needed first; making it may fail.
 *
 * @param accesses tells what the account may do
 * @param transforms knows the formats
 * @param tables the catalog
 * @param repositories the repositories of schemas
 */
record Instruments(Supplier<AccountAccess> accesses, Supplier<Transforms> transforms, Supplier<Tables> tables,
		Supplier<Repositories> repositories) {

}
