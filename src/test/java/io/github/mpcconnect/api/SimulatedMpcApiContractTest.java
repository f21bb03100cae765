package io.github.mpcconnect.api;

import io.github.mpcconnect.simulator.SimulatedMpcApi;

class SimulatedMpcApiContractTest extends MpcApiContract {

    private final SimulatedMpcApi api = new SimulatedMpcApi(world, account, clock);

    @Override
    protected MpcApi api() {
        return api;
    }
}
